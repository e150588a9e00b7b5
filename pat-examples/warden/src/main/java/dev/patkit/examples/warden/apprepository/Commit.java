package dev.patkit.examples.warden.apprepository;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A commit, as it goes over the wire. */
record Commit(String id, Author author, String date, String message) {
    record Author(String name, String email) {}

    static Commit of(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        ZoneId zone = author.getZoneId();
        return new Commit(
                commit.name(),
                new Author(author.getName(), author.getEmailAddress()),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        author.getWhenAsInstant().atZone(zone)),
                commit.getFullMessage().strip());
    }
}
