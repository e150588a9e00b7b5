package dev.patkit.examples.warden.projects;

import java.util.UUID;

/** Somebody who works in a project. */
record TeamMember(UUID id, String fullName, boolean active, Role role) {}
