package dev.patkit.examples.warden.projects;

import java.util.UUID;

/** A member of a project. */
record TeamMember(UUID id, String fullName, boolean active, Role role) {}
