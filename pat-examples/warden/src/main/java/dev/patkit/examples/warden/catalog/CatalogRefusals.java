package dev.patkit.examples.warden.catalog;

import dev.patkit.examples.warden.guard.Outcome;
import dev.patkit.examples.warden.guard.Refusals;
import dev.patkit.examples.warden.guard.Response;
import java.util.UUID;

/** Refusals of the catalog: the same body for each, including the space in it, and status 403 for an invalid token. */
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
