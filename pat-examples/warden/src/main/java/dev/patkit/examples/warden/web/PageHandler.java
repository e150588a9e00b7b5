package dev.patkit.examples.warden.web;

import io.javalin.http.Context;

/** Serves a page to an active member who is signed in. */
@FunctionalInterface
interface PageHandler {
    void handle(Context ctx, SignedInMember signedIn);
}
