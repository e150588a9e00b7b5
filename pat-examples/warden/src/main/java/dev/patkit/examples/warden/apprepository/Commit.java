package dev.patkit.examples.warden.apprepository;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** A commit as JSON. */
record Commit(String id, Author author, String date, String message) {
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    record Author(String name, String email) {}

    static Commit of(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        return new Commit(
                commit.name(),
                new Author(author.getName(), author.getEmailAddress()),
                date(author.getWhenAsInstant(), author.getZoneId()),
                commit.getFullMessage().strip());
    }

    /** The client chooses the commit date, and RFC 3339 ends with the year 9999: later dates are capped. */
    private static String date(Instant when, ZoneId zone) {
        Instant capped = when.isAfter(LATEST) ? LATEST : when;
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(capped.atZone(zone));
    }
}
