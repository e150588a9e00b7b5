/** What the web app and the services share: the database, the members, the scopes, the audit trail. */
@NullMarked
package dev.patkit.examples.warden.platform;

import org.jspecify.annotations.NullMarked;
