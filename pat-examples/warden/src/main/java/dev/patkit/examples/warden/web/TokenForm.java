package dev.patkit.examples.warden.web;

import dev.patkit.error.InvalidInputException;
import dev.patkit.token.Scopes;
import dev.patkit.token.TokenRequest;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of the form for a new token, valid or not.
 *
 * @param key identifies the form, which creates one token however often it is submitted
 * @param name the name
 * @param scopes the checked scopes
 * @param lastDay the last day on which the token works, in UTC; blank for no expiry
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
     * Converts the form to a token request.
     *
     * @throws InvalidInputException if an entry is invalid; names the field
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
