/**
 * Warden and the services behind it: users create personal access tokens in a web app, and four services accept them,
 * all in one process with one embedded verifier.
 */
@NullMarked
package dev.patkit.examples.warden;

import org.jspecify.annotations.NullMarked;
