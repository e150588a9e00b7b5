package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.guard.Outcome;
import dev.patkit.examples.warden.guard.Refusals;
import dev.patkit.examples.warden.guard.Response;
import java.util.UUID;

/** The catalog says next to nothing: one body, whose blank belongs to it, and 403 for a token that is not good. */
final class CatalogRefusals implements Refusals {
    private static final String BODY = "{\"error\": \"\"}";

    @Override
    public String service() {
        return "Data Hub Catalog";
    }

    @Override
    public String[] challenges() {
        return new String[] {"MxToken"};
    }

    @Override
    public Response refusal(Outcome outcome, UUID request) {
        return Response.json(
                switch (outcome) {
                    case MISSING -> 401;
                    case INVALID, INSUFFICIENT_SCOPE -> 403;
                    case UNAVAILABLE -> 503;
                },
                BODY);
    }

    @Override
    public Response failure(UUID request) {
        return Response.json(500, BODY);
    }
}
