package dev.patkit.examples.warden.platform;

import java.time.Instant;
import java.util.UUID;

/** A project, with a git repository of the same id. Only admins see an inactive project. */
public record Project(UUID id, String name, String summary, Instant createdAt, boolean active) {}
