/** Projects: the second version of its API, and the older calls that clients still make. */
@NullMarked
package dev.patkit.examples.warden.projects;

import org.jspecify.annotations.NullMarked;
