package dev.patkit.examples.warden.web;

import dev.patkit.fault.InvalidInputException;
import dev.patkit.token.Scopes;
import dev.patkit.token.TokenRequest;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was typed into the form for a new token, right or wrong.
 *
 * @param key the form itself, which makes one token however often it is sent
 * @param name the name
 * @param scopes the boxes that were checked
 * @param lastDay the last day on which the token works, in UTC; blank for no end
 */
public record TokenForm(String key, String name, List<String> scopes, String lastDay) {
    static TokenForm empty(String key) {
        return new TokenForm(key, "", List.of(), "");
    }

    static TokenForm of(Context ctx) {
        return new TokenForm(
                text(ctx.formParam("form")),
                text(ctx.formParam("name")),
                List.copyOf(ctx.formParams("scope")),
                text(ctx.formParam("lastDay")));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    TokenForm withKey(String newKey) {
        return new TokenForm(newKey, name, scopes, lastDay);
    }

    /**
     * The request for a token that the form makes.
     *
     * @throws InvalidInputException if something in it cannot be used; names the field
     */
    TokenRequest asRequest(String owner) {
        TokenRequest request = TokenRequest.forOwner(owner).named(name).allowing(Scopes.ofNames(scopes));
        return lastDay.isBlank()
                ? request
                : request.expiringAt(dayAfter().atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private LocalDate dayAfter() {
        try {
            return LocalDate.parse(lastDay.strip()).plusDays(1);
        } catch (DateTimeException e) {
            throw new InvalidInputException("expiry", "must be a date such as 2027-01-31");
        }
    }
}
