/** User Deactivation: an API, itself protected by tokens, that deactivates a member's tokens in every service. */
@NullMarked
package dev.patkit.examples.warden.deactivation;

import org.jspecify.annotations.NullMarked;
