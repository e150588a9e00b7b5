package dev.patkit.examples.warden.catalog;

import java.util.UUID;

/** A registered application as JSON; {@code owner} is the member who registered it. */
record Application(
        UUID uuid,
        String name,
        String description,
        String repositoryLocation,
        String type,
        String owner,
        String lastUpdated) {}
