package dev.patkit.examples.warden.web;

import io.javalin.http.Context;

/** Serves a page to a member who is signed in and active. */
@FunctionalInterface
interface PageHandler {
    void handle(Context ctx, SignedInMember signedIn);
}
