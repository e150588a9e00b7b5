/** App Repository: real git repositories, read by API and cloned and pushed over HTTP. */
@NullMarked
package dev.patkit.examples.warden.apprepository;

import org.jspecify.annotations.NullMarked;
