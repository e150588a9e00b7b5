package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.Member;

/** Whoever looks at a page: a member as the database has it now, and the session. */
record SignedInMember(Member member, Session session) {}
