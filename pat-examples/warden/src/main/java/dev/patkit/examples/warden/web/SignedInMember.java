package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.Member;

/** The member who requests a page, as currently stored in the database, and the session. */
record SignedInMember(Member member, Session session) {}
