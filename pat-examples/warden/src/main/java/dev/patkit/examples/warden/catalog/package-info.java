/** Data Hub Catalog, which answers an invalid token with 403 and an empty error, as the documented API does. */
@NullMarked
package dev.patkit.examples.warden.catalog;

import org.jspecify.annotations.NullMarked;
