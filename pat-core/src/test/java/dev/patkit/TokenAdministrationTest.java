package dev.patkit;

import static dev.patkit.contract.Failures.invalid;
import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.patkit.contract.MovingClock;
import dev.patkit.error.InvalidInputException;
import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.ForwardingStore;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.Change;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenAdministrationTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");

    private final MovingClock clock = MovingClock.at(START);
    private final ScriptedStore store = new ScriptedStore();
    private final PersonalAccessTokens tokens = PersonalAccessTokens.builder(store)
            .hasher(SecretHasher.sha256())
            .clock(clock)
            .build();
    private final TokenAdministration admin = tokens.administration("admin");

    @AfterEach
    void close() {
        tokens.close();
    }

    private IssuedToken issue(String owner, String name) {
        return tokens.issue(request(owner, name));
    }

    private static TokenRequest request(String owner, String name) {
        return TokenRequest.forOwner(owner).named(name).allowing(READ);
    }

    private Verification verify(IssuedToken token) {
        return tokens.verifier().verify(PresentedToken.of(token.secret().reveal()), READ);
    }

    private void assertRefused(IssuedToken token, Reason reason) {
        assertThat(verify(token))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @Test
    void administratorFindsAndListsAnybodysTokens() {
        TokenId id = issue("alice", "import").token().id();

        assertThat(admin.find(id).map(Token::owner)).contains("alice");
        assertThat(admin.find(new TokenId(1))).isEmpty();
        assertThat(admin.list(TokenQuery.ownedBy("alice")).tokens())
                .extracting(Token::id)
                .containsExactly(id);
    }

    @Test
    void administratorIssuesATokenThatItsOwnerMayUse() {
        IssuedToken issued = admin.issue(request("alice", "import"));

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
        assertThat(tokens.find("alice", issued.token().id())).isPresent();
    }

    @Test
    void administratorRevokesATokenWhoeverOwnsIt() {
        IssuedToken issued = issue("alice", "import");

        assertThat(admin.revoke(issued.token().id())).isTrue();

        assertRefused(issued, Reason.REVOKED);
        assertThat(admin.revoke(issued.token().id())).isFalse();
        assertThat(admin.revoke(new TokenId(1))).isFalse();
    }

    @Test
    void administratorWhoNamesAnotherOwnerRevokesNothing() {
        IssuedToken issued = issue("alice", "import");

        assertThat(admin.revoke("bob", issued.token().id())).isFalse();
        assertThat(admin.revokeAll("bob")).isZero();

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
    }

    @Test
    void suspensionHoldsForTokensIssuedLaterAndEndsWithReinstatement() {
        admin.suspend("alice");
        IssuedToken later = issue("alice", "later");
        IssuedToken other = issue("bob", "other");

        assertRefused(later, Reason.OWNER_INACTIVE);
        assertThat(verify(other)).isInstanceOf(Accepted.class);
        admin.reinstate("alice");

        assertThat(verify(later)).isInstanceOf(Accepted.class);
    }

    @Test
    void reinstatementBringsNoRevokedTokenBack() {
        IssuedToken issued = issue("alice", "import");
        admin.suspend("alice");
        assertThat(admin.revokeAll("alice")).isEqualTo(1);

        admin.reinstate("alice");

        assertRefused(issued, Reason.REVOKED);
    }

    @Test
    void everyChangeNamesItsActor() {
        TokenId one = admin.issue(request("alice", "one")).token().id();
        TokenId two = issue("alice", "two").token().id();
        admin.revoke(one);
        tokens.administration("offboarding job").revoke("alice", two);
        issue("alice", "three");
        admin.revokeAll("alice");
        admin.suspend("alice");
        tokens.administration("support").reinstate("alice");

        assertThat(admin.events("alice"))
                .extracting(AuditEvent::action, AuditEvent::actor)
                .containsExactly(
                        tuple(AuditEvent.Action.REINSTATED, "support"),
                        tuple(AuditEvent.Action.SUSPENDED, "admin"),
                        tuple(AuditEvent.Action.ALL_REVOKED, "admin"),
                        tuple(AuditEvent.Action.ISSUED, "alice"),
                        tuple(AuditEvent.Action.REVOKED, "offboarding job"),
                        tuple(AuditEvent.Action.REVOKED, "admin"),
                        tuple(AuditEvent.Action.ISSUED, "alice"),
                        tuple(AuditEvent.Action.ISSUED, "admin"));
    }

    @Test
    void eventsOfAStoreThatKeepsNoneAreRefused() {
        try (PersonalAccessTokens unaudited = PersonalAccessTokens.builder(
                        new ForwardingStore(new InMemoryTokenStore()) {})
                .hasher(SecretHasher.sha256())
                .build()) {
            TokenAdministration administration = unaudited.administration("admin");

            assertThatThrownBy(() -> administration.events("alice"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("AuditStore");
        }
    }

    static Stream<String> unreadableTexts() {
        return Stream.of(null, "", " ", "\0", "al\0ice", "\ud800", "alice\udfff", "x".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("unreadableTexts")
    @SuppressWarnings("NullAway")
    void ownerThatNoTokenCanHaveIsRefusedBeforeTheStoreIsCalled(@Nullable String owner) {
        Stream<ThrowingCallable> calls = Stream.of(
                () -> admin.revoke(owner, new TokenId(1)),
                () -> admin.revokeAll(owner),
                () -> admin.suspend(owner),
                () -> admin.reinstate(owner),
                () -> admin.events(owner));

        assertThat(calls).allSatisfy(call -> assertInvalid("owner", call));
        assertThat(store.calls()).isZero();
    }

    private static void assertInvalid(String argument, ThrowingCallable call) {
        assertThatThrownBy(call)
                .is(invalid(InvalidInputException.Kind.INVALID))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.argument()).isEqualTo(argument));
    }

    @ParameterizedTest
    @MethodSource("unreadableTexts")
    @SuppressWarnings("NullAway")
    void actorWhoCannotBeNamedIsRefused(@Nullable String actor) {
        assertInvalid("actor", () -> tokens.administration(actor));
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingArgumentsAreRefusedByTheirNamesAndNothingIsRevoked() {
        IssuedToken issued = issue("alice", "import");

        assertMissing("id", () -> admin.revoke("alice", null));
        assertMissing("id", () -> admin.revoke(null));
        assertMissing("id", () -> admin.find(null));
        assertMissing("query", () -> admin.list(null));
        assertMissing("request", () -> admin.issue(null));
        assertMissing("transaction", () -> admin.joining(null));

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
    }

    private static void assertMissing(String argument, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(argument + " must not be null");
    }

    @Test
    void joinedChangesGoToTheGivenTargetOnly() {
        IssuedToken issued = issue("alice", "import");
        List<Change> handedOver = new ArrayList<>();
        int callsBefore = store.calls();
        TokenAdministration joined = admin.joining(change -> {
            handedOver.add(change);
            return new Change.Outcome(Change.Result.APPLIED, 1);
        });

        joined.issue(request("alice", "another"));
        joined.revoke("alice", issued.token().id());
        joined.revokeAll("alice");
        joined.suspend("alice");
        joined.reinstate("alice");

        assertThat(handedOver).hasSize(5);
        assertThat(store.calls()).isEqualTo(callsBefore);
        assertThat(verify(issued)).isInstanceOf(Accepted.class);
        assertThat(admin.events("alice")).hasSize(1);
    }

    @Test
    void joinedChangeTakesEffectWhenItsTargetAppliesIt() {
        IssuedToken issued = issue("alice", "import");
        List<Change> pending = new ArrayList<>();
        TokenAdministration joined = admin.joining(change -> {
            pending.add(change);
            return new Change.Outcome(Change.Result.APPLIED, 1);
        });

        joined.revoke("alice", issued.token().id());
        boolean liveBefore = verify(issued) instanceof Accepted;
        pending.forEach(store::apply);

        assertThat(liveBefore).isTrue();
        assertRefused(issued, Reason.REVOKED);
        assertThat(admin.events("alice")).extracting(AuditEvent::actor).containsExactly("admin", "alice");
    }

    @Test
    void joinedDoorReadsTheStore() {
        TokenId id = issue("alice", "import").token().id();
        TokenAdministration joined = admin.joining(TokenAdministrationTest::fail);

        assertThat(joined.find(id)).isPresent();
        assertThat(joined.list(TokenQuery.ownedBy("alice")).tokens()).hasSize(1);
        assertThat(joined.events("alice")).hasSize(1);
    }

    private static Change.Outcome fail(Change unused) {
        throw UnavailableException.store("apply", "planned", null);
    }

    @Test
    void joinedChangeThatIsRefusedLeavesNothing() {
        TokenAdministration joined = admin.joining(change -> Change.Outcome.refused(Change.Result.NAME_TAKEN));

        assertThatThrownBy(() -> joined.issue(request("alice", "import")))
                .is(invalid(InvalidInputException.Kind.NAME_TAKEN));
        assertThat(admin.list(TokenQuery.ownedBy("alice").includingRevoked()).tokens())
                .isEmpty();
        assertThat(admin.events("alice")).isEmpty();
    }

    @Test
    void joinedChangeThatFailsLeavesNothing() {
        IssuedToken issued = issue("alice", "import");
        TokenAdministration joined = admin.joining(TokenAdministrationTest::fail);

        Stream<ThrowingCallable> calls = Stream.of(
                () -> joined.issue(request("alice", "another")),
                () -> joined.revoke("alice", issued.token().id()),
                () -> joined.revokeAll("alice"),
                () -> joined.suspend("alice"));

        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).is(unavailable(UnavailableException.Kind.STORE)));
        assertThat(verify(issued)).isInstanceOf(Accepted.class);
        assertThat(admin.events("alice")).hasSize(1);
    }

    @Test
    void joiningLeavesTheDoorItselfAsItWas() {
        IssuedToken issued = issue("alice", "import");
        TokenAdministration unused = admin.joining(TokenAdministrationTest::fail);

        assertThat(admin.revoke(issued.token().id())).isTrue();

        assertRefused(issued, Reason.REVOKED);
    }
}
