/** Code that services share besides the guard: parsing of JSON, ids and page bounds, and a common error format. */
@NullMarked
package dev.patkit.examples.warden.rest;

import org.jspecify.annotations.NullMarked;
