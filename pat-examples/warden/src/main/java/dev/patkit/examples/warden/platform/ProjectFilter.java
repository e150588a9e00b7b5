package dev.patkit.examples.warden.platform;

import java.util.Optional;

/**
 * Which projects to list.
 *
 * @param member whose projects; empty for everybody's
 * @param inactive whether inactive ones are listed too
 */
public record ProjectFilter(Optional<Member> member, boolean inactive) {}
