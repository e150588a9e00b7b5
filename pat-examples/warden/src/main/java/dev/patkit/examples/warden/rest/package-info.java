/** What the services share beside the guard: reading JSON, ids and pages, and the error envelope of two of them. */
@NullMarked
package dev.patkit.examples.warden.rest;

import org.jspecify.annotations.NullMarked;
