/** Projects: version 2 of its API, and the legacy operations that clients still use. */
@NullMarked
package dev.patkit.examples.warden.projects;

import org.jspecify.annotations.NullMarked;
