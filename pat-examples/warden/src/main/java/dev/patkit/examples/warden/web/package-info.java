/** The web app: sign in, create tokens, see a secret once, delete tokens; for admins, members and the audit trail. */
@NullMarked
package dev.patkit.examples.warden.web;

import org.jspecify.annotations.NullMarked;
