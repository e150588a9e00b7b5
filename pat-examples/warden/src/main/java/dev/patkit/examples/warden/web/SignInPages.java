package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.examples.warden.platform.Member;
import dev.patkit.examples.warden.platform.Members;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Signs members in and out. Stands in for the company's single sign-on. */
final class SignInPages {
    private final Members members;
    private final MemberAudit memberAudit;
    private final Pages pages;
    private final Clock clock;

    SignInPages(Members members, MemberAudit memberAudit, Pages pages, Clock clock) {
        this.members = members;
        this.memberAudit = memberAudit;
        this.pages = pages;
        this.clock = clock;
    }

    void form(Context ctx) {
        show(ctx, 200, "");
    }

    private void show(Context ctx, int status, String problem) {
        pages.send(ctx, status, "sign-in", Map.of("members", members.all(), "problem", problem));
    }

    void signIn(Context ctx) {
        String name = ctx.formParam("member");
        Optional<Member> member = name == null ? Optional.empty() : members.find(name);
        if (member.isEmpty()) {
            show(ctx, 403, "There is no member with this name.");
        } else if (!member.get().active()) {
            show(ctx, 403, member.get().fullName() + " has been deactivated.");
        } else {
            memberAudit.recordMember(ctx, AuditAction.SIGNED_IN, member.get().name(), "");
            Session.start(ctx, member.get(), clock.instant());
            Pages.redirect(ctx, "/tokens");
        }
    }

    void signOut(Context ctx, SignedInMember signedIn) {
        Session.end(ctx);
        Pages.redirect(ctx, "/sign-in");
    }
}
