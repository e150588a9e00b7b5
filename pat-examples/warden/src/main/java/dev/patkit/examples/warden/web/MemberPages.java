package dev.patkit.examples.warden.web;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Members;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Token;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The page with all members, for admins: whether they are active, and their number of live tokens. */
final class MemberPages {
    private final PersonalAccessTokens pats;
    private final Members members;
    private final MemberAudit memberAudit;
    private final Pages pages;
    private final Clock clock;

    MemberPages(PersonalAccessTokens pats, Members members, MemberAudit memberAudit, Pages pages, Clock clock) {
        this.pats = pats;
        this.members = members;
        this.memberAudit = memberAudit;
        this.pages = pages;
        this.clock = clock;
    }

    /** A member as the page shows it. */
    public record Row(
            String name, String fullName, String email, boolean admin, boolean active, int tokens, boolean self) {}

    void list(Context ctx, SignedInMember signedIn) {
        pages.send(
                ctx,
                signedIn,
                200,
                "members",
                Map.of(
                        "members",
                        members.all().stream()
                                .map(member -> row(member, signedIn))
                                .toList()));
    }

    private Row row(Member member, SignedInMember signedIn) {
        return new Row(
                member.name(),
                member.fullName(),
                member.email(),
                member.admin(),
                member.active(),
                countLiveTokens(member.name()),
                member.name().equals(signedIn.member().name()));
    }

    private int countLiveTokens(String owner) {
        Instant now = clock.instant();
        int live = 0;
        Optional<TokenQuery> query = Optional.of(TokenQuery.ownedBy(owner).limit(TokenQuery.MAX_LIMIT));
        while (query.isPresent()) {
            TokenPage page = pats.list(query.get());
            live += (int)
                    page.tokens().stream().filter(token -> isLive(token, now)).count();
            Optional<TokenPage.Cursor> next = page.next();
            query = query.flatMap(last -> next.map(last::after));
        }
        return live;
    }

    private static boolean isLive(Token token, Instant now) {
        return token.state(now) == Token.State.LIVE;
    }

    void deactivate(Context ctx, SignedInMember signedIn) {
        setActive(ctx, signedIn, false, AuditAction.DEACTIVATED);
    }

    void reactivate(Context ctx, SignedInMember signedIn) {
        setActive(ctx, signedIn, true, AuditAction.REACTIVATED);
    }

    private void setActive(Context ctx, SignedInMember signedIn, boolean active, AuditAction action) {
        Optional<Member> found = members.find(ctx.pathParam("name"));
        if (found.isEmpty()) {
            pages.sendMessage(ctx, 404, "Member not found", "There is no member with this name.");
            return;
        }
        Member member = found.get();
        String actor = signedIn.member().name();
        if (member.name().equals(actor)) {
            pages.sendMessage(ctx, 403, "Not allowed", "You cannot deactivate yourself.");
            return;
        }
        if (member.active() != active) {
            members.setActive(member, active, () -> memberAudit.recordMember(ctx, action, actor, member.name()));
        }
        signedIn.session().setFlash(member.fullName() + " was " + (active ? "reactivated." : "deactivated."));
        Pages.redirect(ctx, "/members");
    }
}
