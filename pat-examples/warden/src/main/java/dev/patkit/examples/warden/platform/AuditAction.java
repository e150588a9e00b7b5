package dev.patkit.examples.warden.platform;

/** What was done. The first three are traffic: clients decide how often they occur, so only the newest are kept. */
public enum AuditAction {
    USED("Used"),
    REFUSED("Refused"),
    NOT_RECORDED("Not recorded individually"),
    SIGNED_IN("Signed in"),
    CREATED("Created"),
    DELETED("Deleted"),
    DEACTIVATED("Deactivated"),
    REACTIVATED("Reactivated");

    private final String label;

    AuditAction(String label) {
        this.label = label;
    }

    /** The text shown on the page. */
    public String label() {
        return label;
    }

    boolean isTraffic() {
        return this == USED || this == REFUSED || this == NOT_RECORDED;
    }
}
