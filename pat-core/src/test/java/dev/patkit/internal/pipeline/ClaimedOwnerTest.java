package dev.patkit.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.CountingHasher;
import dev.patkit.contract.MovingClock;
import dev.patkit.fixture.RecordingListener;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.AuthorizationHeader;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("H-7")
class ClaimedOwnerTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope ADMIN = Scope.of("admin");

    private final MovingClock clock = MovingClock.at(Instant.parse("2026-03-04T05:06:07.089Z"));
    private final ScriptedStore store = new ScriptedStore();
    private final CountingHasher hasher = new CountingHasher(SecretHasher.sha256());
    private final RecordingListener listener = new RecordingListener();
    private final AtomicInteger directoryAsked = new AtomicInteger();
    private PersonalAccessTokens tokens;
    private IssuedToken issued;
    private String text;

    @BeforeEach
    void issue() {
        tokens = PersonalAccessTokens.builder(store)
                .hasher(hasher)
                .clock(clock)
                .owners(owner -> directoryAsked.incrementAndGet() > 0)
                .listener(listener)
                .build();
        issued = tokens.issue(
                TokenRequest.forOwner("alice").named("import").allowing(READ).expiringIn(Duration.ofDays(90)));
        text = issued.secret().reveal();
        directoryAsked.set(0);
    }

    @AfterEach
    void close() {
        tokens.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pat", "alice"})
    void tokenIsAcceptedUnderANeutralNameAndUnderItsOwners(String user) {
        assertThat(verify(user, text))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.token().owner()).isEqualTo("alice"));
    }

    private Verification verify(String user, String password) {
        return tokens.verifier().verify(presented(user, password), READ);
    }

    private static PresentedToken presented(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return AuthorizationHeader.readBasic("Basic " + Base64.getEncoder().encodeToString(credentials), "pat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "bob",
                "Alice",
                "ALICE",
                "alic",
                "alicee",
                " alice",
                "alice ",
                "alice\0",
                "\ufeffalice",
                "\u0430lice",
                "al\u0131ce",
                "import",
                "Pat"
            })
    void tokenUnderAnyOtherNameIsRefused(String user) {
        assertRefused(verify(user, text), Reason.WRONG_OWNER);
    }

    private static void assertRefused(Verification answer, Reason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @Test
    void tokenInPlaceOfTheUserNameIsRefused() {
        assertRefused(verify(text, ""), Reason.MALFORMED);
        assertRefused(verify(text, "x-oauth-basic"), Reason.MALFORMED);
        assertRefused(verify(text, text), Reason.WRONG_OWNER);
    }

    @Test
    void ownerBeyondAsciiIsClaimedInUtf8InAnyNormalForm() {
        IssuedToken jorgs =
                tokens.issue(TokenRequest.forOwner("j\u00f6rg").named("import").allowing(READ));

        assertThat(verify("j\u00f6rg", jorgs.secret().reveal())).isInstanceOf(Accepted.class);
        assertThat(verify("jo\u0308rg", jorgs.secret().reveal()))
                .as("decomposed, as some clients send it")
                .isInstanceOf(Accepted.class);
        assertRefused(verify("jorg", jorgs.secret().reveal()), Reason.WRONG_OWNER);
    }

    @Test
    void malformedPasswordReadsNothing() {
        int calls = store.calls();

        assertRefused(verify("bob", text + "x"), Reason.MALFORMED);
        assertRefused(tokens.verifier().verify(AuthorizationHeader.readBasic("Basic !"), READ), Reason.MALFORMED);
        assertThat(store.calls()).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pat", "alice", "bob", ""})
    void wrongSecretLearnsNothingAboutTheOwner(String user) {
        int matched = hasher.matched();

        assertRefused(verify(user, forged(issued.token().id())), Reason.WRONG_SECRET);
        assertRefused(verify(user, forged(new TokenId(issued.token().id().value() ^ 1))), Reason.UNKNOWN);
        assertThat(hasher.matched()).isEqualTo(matched);
    }

    private String forged(TokenId id) {
        return TestVerifier.textOf(id, "F".repeat(43));
    }

    @Test
    void wrongOwnerLearnsNothingAboutARevokedToken() {
        tokens.revoke("alice", issued.token().id());

        assertRefused(verify("bob", text), Reason.WRONG_OWNER);
        assertRefused(verify("alice", text), Reason.REVOKED);
        assertRefused(verify("pat", text), Reason.REVOKED);
    }

    @Test
    void wrongOwnerLearnsNothingAboutAnExpiredToken() {
        clock.advance(Duration.ofDays(90));

        assertRefused(verify("bob", text), Reason.WRONG_OWNER);
        assertRefused(verify("alice", text), Reason.EXPIRED);
    }

    @Test
    void wrongOwnerLearnsNothingAboutASuspendedOwner() {
        tokens.administration("admin").suspend("alice");

        assertRefused(verify("bob", text), Reason.WRONG_OWNER);
        assertRefused(verify("alice", text), Reason.OWNER_INACTIVE);
        assertThat(directoryAsked).hasValue(0);
    }

    @Test
    void wrongOwnerLearnsNothingAboutScopes() {
        assertRefused(tokens.verifier().verify(presented("bob", text), ADMIN), Reason.WRONG_OWNER);
        assertRefused(tokens.verifier().verify(presented("alice", text), ADMIN), Reason.INSUFFICIENT_SCOPE);
    }

    @Test
    void useUnderAWrongNameIsNotNoted() {
        verify("bob", text);
        tokens.housekeeping().flush();
        assertThat(store.recorded()).isEmpty();

        verify("alice", text);
        tokens.housekeeping().flush();
        assertThat(store.recorded()).hasSize(1);
        assertThat(store.kept(issued.token().id()).token().lastUsedAt()).contains(clock.instant());
    }

    @Test
    void tokenRefusedUnderAWrongNameIsAcceptedUnderTheRightOne() {
        verify("bob", text);

        assertThat(verify("alice", text)).isInstanceOf(Accepted.class);
        assertThat(tokens.verifier().verify(PresentedToken.of(text), READ)).isInstanceOf(Accepted.class);
    }

    @Test
    void refusalPrintsTheIdAndNeitherUserNorOwner() {
        Verification refused = verify("bob", text);

        assertThat(refused)
                .hasToString("Rejected[WRONG_OWNER, id=" + issued.token().id() + "]");
        assertThat(listener.answers()).containsExactly(refused);
    }

    @Test
    void wrongOwnerComesBetweenTheSecretAndTheStateAmongTheReasons() {
        assertThat(Reason.values()).containsSequence(Reason.WRONG_SECRET, Reason.WRONG_OWNER, Reason.REVOKED);
    }
}
