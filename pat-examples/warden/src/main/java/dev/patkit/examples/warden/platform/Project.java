package dev.patkit.examples.warden.platform;

import java.time.Instant;
import java.util.UUID;

/** An app that members build together; it has a git repository of the same id. An inactive one is for admins only. */
public record Project(UUID id, String name, String summary, Instant createdAt, boolean active) {}
