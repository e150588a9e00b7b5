/** Warden, the web app: sign in, make tokens, see a secret once, delete; members and audit for admins. */
@NullMarked
package dev.patkit.examples.warden.web;

import org.jspecify.annotations.NullMarked;
