package dev.patkit.examples.httpservice;

import dev.patkit.token.Scope;

/** The scopes of the service. */
enum CatalogScope implements Scope {
    READ("catalog:read"),
    WRITE("catalog:write");

    private final String value;

    CatalogScope(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
