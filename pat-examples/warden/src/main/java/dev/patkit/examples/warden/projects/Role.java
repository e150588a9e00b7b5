package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.platform.ProjectStore;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** What a member may do in a project. */
enum Role {
    SCRUM_MASTER(
            ProjectStore.SCRUM_MASTER,
            "5c4a3a57-0000-4000-8000-000000000001",
            "Scrum Master",
            "Builds the app, changes and deletes the project, and decides who works in it"),
    DEVELOPER(ProjectStore.DEVELOPER, "de7e109e-0000-4000-8000-000000000002", "Developer", "Builds the app");

    private final String kept;
    private final UUID id;
    private final String title;
    private final String description;

    Role(String kept, String id, String title, String description) {
        this.kept = kept;
        this.id = UUID.fromString(id);
        this.title = title;
        this.description = description;
    }

    static Optional<Role> find(UUID id) {
        return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
    }

    /** The role of the name that the database has. */
    static Role ofKept(String kept) {
        return Arrays.stream(values())
                .filter(role -> role.kept.equals(kept))
                .findFirst()
                .orElseThrow();
    }

    String kept() {
        return kept;
    }

    UUID id() {
        return id;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    boolean isAdministrator() {
        return this == SCRUM_MASTER;
    }
}
