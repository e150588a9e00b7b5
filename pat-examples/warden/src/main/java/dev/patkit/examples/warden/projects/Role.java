package dev.patkit.examples.warden.projects;

import dev.patkit.examples.warden.platform.ProjectStore;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The role of a member in a project. */
enum Role {
    SCRUM_MASTER(
            ProjectStore.SCRUM_MASTER,
            "5c4a3a57-0000-4000-8000-000000000001",
            "Scrum Master",
            "Builds the app, changes and deletes the project, and manages its members"),
    DEVELOPER(ProjectStore.DEVELOPER, "de7e109e-0000-4000-8000-000000000002", "Developer", "Builds the app");

    private final String storedName;
    private final UUID id;
    private final String title;
    private final String description;

    Role(String storedName, String id, String title, String description) {
        this.storedName = storedName;
        this.id = UUID.fromString(id);
        this.title = title;
        this.description = description;
    }

    static Optional<Role> find(UUID id) {
        return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
    }

    /** Finds a role by its name in the database. */
    static Role ofStoredName(String storedName) {
        return Arrays.stream(values())
                .filter(role -> role.storedName.equals(storedName))
                .findFirst()
                .orElseThrow();
    }

    String storedName() {
        return storedName;
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
