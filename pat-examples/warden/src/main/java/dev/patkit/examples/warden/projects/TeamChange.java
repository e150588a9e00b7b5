package dev.patkit.examples.warden.projects;

/** What became of a change to a team. */
enum TeamChange {
    DONE,
    /** The member was there before. */
    ALREADY_MEMBER,
    /** The member is not in the team. */
    NOT_A_MEMBER,
    /** Nobody would be left to look after the project. */
    LAST_SCRUM_MASTER
}
