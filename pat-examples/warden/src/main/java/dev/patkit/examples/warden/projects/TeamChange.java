package dev.patkit.examples.warden.projects;

/** The result of a change to a team. */
enum TeamChange {
    DONE,
    /** The member is already in the team. */
    ALREADY_MEMBER,
    /** The member is not in the team. */
    NOT_A_MEMBER,
    /** The change would leave the project without a scrum master. */
    LAST_SCRUM_MASTER
}
