package dev.patkit.examples.warden.platform;

import dev.patkit.token.Scope;

/** The scopes of this platform, in the order and under the headings of the form. */
public enum PlatformScope implements Scope {
    SERVICES_READ("Data Hub", "mx:datahub:services:read", "Search the catalog"),
    SERVICES_WRITE("Data Hub", "mx:datahub:services:write", "Register, change and delete applications"),
    REPO_READ("Model Repository", "mx:modelrepository:repo:read", "Read repositories; clone and pull"),
    REPO_WRITE("Model Repository", "mx:modelrepository:repo:write", "Push to repositories"),
    MODEL_WRITE("Model Repository", "mx:modelrepository:write", "Clone and pull, for the Model Server"),
    METADATA_READ("Project API", "mx:app:metadata:read", "Read projects and their members"),
    APP_CREATE("Project API", "mx:app:create", "Create projects"),
    APP_WRITE("Project API", "mx:app:write", "Change projects"),
    APP_DELETE("Project API", "mx:app:delete", "Delete projects"),
    TEAM_WRITE("Project API", "mx:app:team:write", "Add, change and remove project members"),
    ROLES_READ("Project API", "mx:app:roles:read", "Read project roles"),
    USER_DEACTIVATION_WRITE("User Deactivation API", "mx:user-deactivation:write", "Deactivate users; admins only");

    private final String heading;
    private final String value;
    private final String purpose;

    PlatformScope(String heading, String value, String purpose) {
        this.heading = heading;
        this.value = value;
        this.purpose = purpose;
    }

    /** The service that the scope is about. */
    public String heading() {
        return heading;
    }

    @Override
    public String value() {
        return value;
    }

    /** A short description of what the scope allows. */
    public String purpose() {
        return purpose;
    }
}
