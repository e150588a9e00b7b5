package dev.patkit.examples.warden.web;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.examples.warden.platform.AuditTrail;
import dev.patkit.examples.warden.platform.Members;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The pages of Warden. */
public final class WebApp implements AutoCloseable {
    public WebApp(
            PersonalAccessTokens pats,
            Members members,
            AuditTrail audit,
            Clock clock,
            Optional<Duration> confirmAfter) {}

    public void addTo(RoutesConfig routes) {}

    @Override
    public void close() {}
}
