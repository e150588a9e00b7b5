/** Data Hub Catalog: the service of the page that the platform's users know, with its 403 and its empty error. */
@NullMarked
package dev.patkit.examples.warden.catalog;

import org.jspecify.annotations.NullMarked;
