package dev.patkit.examples.warden.platform;

import java.util.Optional;

/**
 * Selects projects to list.
 *
 * @param member the member whose projects are listed; empty for all projects
 * @param inactive whether inactive projects are included
 */
public record ProjectFilter(Optional<Member> member, boolean inactive) {}
