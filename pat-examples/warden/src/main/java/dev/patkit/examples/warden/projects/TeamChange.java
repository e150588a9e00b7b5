package dev.patkit.examples.warden.projects;

/** What became of a change to a team. */
enum TeamChange {
    DONE,
    /** The member was there before. */
    ALREADY_THERE,
    /** The member is not in the team. */
    NOT_THERE,
    /** Nobody would be left to look after the project. */
    LAST_SCRUM_MASTER
}
