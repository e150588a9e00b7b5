package dev.patkit.examples.warden.platform;

import java.util.UUID;

/** A user of the platform; the {@code name} is the owner of the tokens. */
public record Member(String name, UUID id, String fullName, String email, boolean admin, boolean active) {}
