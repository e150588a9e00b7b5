package dev.patkit.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.MovingClock;
import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.StoredToken;
import dev.patkit.token.AuthorizationHeader;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Authentication;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.OwnerDirectory;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code authenticate} followed by {@code authorise} answers as {@code verify} does, in every situation and for every
 * need.
 */
class TwoStepsEqualOneTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope WRITE = Scope.of("catalog:write");
    private static final Scope ADMIN = Scope.of("admin");
    private static final Map<String, Requirement> REQUIREMENTS = Map.of(
            "read", Requirement.of(READ),
            "write", Requirement.of(WRITE),
            "admin", Requirement.of(ADMIN),
            "read or admin", Requirement.anyOf(ADMIN, READ),
            "read and write", Requirement.allOf(READ, WRITE),
            "read and admin", Requirement.allOf(READ, ADMIN));
    private static final Map<String, Scope> SCOPES = Map.of("read", READ, "write", WRITE, "admin", ADMIN);

    /**
     * What happens to a live token before it is presented, and how the answer to the scope {@code catalog:read}
     * begins.
     */
    private record Situation(String name, String answer, Consumer<World> arrange) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A directory whose answer about scopes is given. */
    private record Granting(Scopes scopes) implements OwnerDirectory {
        @Override
        public boolean isActive(String owner) {
            return true;
        }

        @Override
        public Scopes held(String owner, Scopes granted) {
            return scopes;
        }
    }

    /** One token of a service, and what is presented. */
    private static final class World implements AutoCloseable {
        private final MovingClock clock = MovingClock.at(Instant.parse("2026-03-04T05:06:07.089Z"));
        private final ScriptedStore store = new ScriptedStore();
        private final PersonalAccessTokens tokens;
        private final IssuedToken issued;
        private OwnerDirectory users = owner -> true;
        private PresentedToken presented;

        World(Freshness freshness) {
            tokens = PersonalAccessTokens.builder(store)
                    .hasher(SecretHasher.sha256())
                    .clock(clock)
                    .freshness(freshness)
                    .owners(new OwnerDirectory() {
                        @Override
                        public boolean isActive(String owner) {
                            return users.isActive(owner);
                        }

                        @Override
                        public Scopes held(String owner, Scopes granted) {
                            return users.held(owner, granted);
                        }
                    })
                    .build();
            issued = tokens.issue(TokenRequest.forOwner("alice")
                    .named("import")
                    .allowing(READ, WRITE)
                    .expiringIn(Duration.ofDays(90)));
            presented = PresentedToken.of(issued.secret().reveal());
        }

        void forge(TokenId id) {
            presented = PresentedToken.of(TestVerifier.textOf(id, "F".repeat(43)));
        }

        void claimForBob() {
            byte[] credentials = ("bob:" + issued.secret().reveal()).getBytes(StandardCharsets.UTF_8);
            presented =
                    AuthorizationHeader.readBasic("Basic " + Base64.getEncoder().encodeToString(credentials));
        }

        Verification inTwoSteps(Requirement requirement) {
            Authentication answer = tokens.verifier().authenticate(presented);
            return answer instanceof Authenticated token ? token.authorise(requirement) : (Rejected) answer;
        }

        Verification inTwoSteps(Scope scope) {
            Authentication answer = tokens.verifier().authenticate(presented);
            return answer instanceof Authenticated token ? token.authorise(scope) : (Rejected) answer;
        }

        @Override
        public void close() {
            tokens.close();
        }
    }

    static Stream<Arguments> situations() {
        return Stream.of(Freshness.strict(), Freshness.within(Duration.ofHours(1)))
                .flatMap(freshness ->
                        Stream.concat(refusals(), others()).map(situation -> Arguments.of(situation, freshness)));
    }

    private static Stream<Situation> refusals() {
        return Stream.of(
                new Situation("absent", "Rejected[ABSENT", world -> world.presented = PresentedToken.of(null)),
                new Situation("malformed", "Rejected[MALFORMED", world -> world.presented = PresentedToken.of("x")),
                new Situation("unknown", "Rejected[UNKNOWN", world -> world.forge(new TokenId(5))),
                new Situation(
                        "wrong secret",
                        "Rejected[WRONG_SECRET",
                        world -> world.forge(world.issued.token().id())),
                new Situation("wrong owner", "Rejected[WRONG_OWNER", World::claimForBob),
                new Situation("revoked", "Rejected[REVOKED", world -> world.tokens.revokeAll("alice")),
                new Situation("expired", "Rejected[EXPIRED", world -> world.clock.advance(Duration.ofDays(90))),
                new Situation(
                        "suspended",
                        "Rejected[OWNER_INACTIVE",
                        world -> world.tokens.administration("admin").suspend("alice")),
                new Situation("inactive", "Rejected[OWNER_INACTIVE", world -> world.users = owner -> false),
                new Situation(
                        "narrowed",
                        "Rejected[INSUFFICIENT_SCOPE",
                        world -> world.users = new Granting(Scopes.of(WRITE))),
                new Situation(
                        "without scopes",
                        "Rejected[INSUFFICIENT_SCOPE",
                        world -> world.users = new Granting(Scopes.none())));
    }

    private static Stream<Situation> others() {
        return Stream.of(
                new Situation("live", "Accepted", world -> {}),
                new Situation(
                        "widened", "Accepted", world -> world.users = new Granting(Scopes.of(READ, WRITE, ADMIN))),
                new Situation(
                        "directory fails",
                        "OWNER_DIRECTORY alice",
                        world -> world.users = owner -> {
                            throw new IllegalStateException("planned");
                        }),
                new Situation(
                        "store fails",
                        "STORE find",
                        world -> world.store.onFind(found -> {
                            throw new IllegalStateException("planned");
                        })),
                new Situation(
                        "hash damaged",
                        "HASHER sha256",
                        world -> world.store.onFind(found -> found.map(TwoStepsEqualOneTest::damaged))),
                new Situation("closed", "CLOSED PersonalAccessTokens", world -> world.tokens.close()));
    }

    private static StoredToken damaged(StoredToken row) {
        return new StoredToken(row.token(), SecretHash.of("$sha256$A$A"), row.secretCheck(), false);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void twoStepsAnswerAsOneDoes(Situation situation, Freshness freshness) {
        try (World world = new World(freshness)) {
            situation.arrange.accept(world);

            REQUIREMENTS.forEach((need, requirement) -> {
                String inOne = outcome(() -> world.tokens.verifier().verify(world.presented, requirement));

                assertThat(outcome(() -> world.inTwoSteps(requirement)))
                        .as(need)
                        .isEqualTo(inOne);
            });
            SCOPES.forEach((need, scope) -> {
                String inOne = outcome(() -> world.tokens.verifier().verify(world.presented, scope));

                assertThat(outcome(() -> world.inTwoSteps(scope))).as(need).isEqualTo(inOne);
                assertThat(outcome(() -> world.inTwoSteps(Requirement.of(scope))))
                        .as(need)
                        .isEqualTo(inOne);
            });
            assertThat(outcome(() -> world.inTwoSteps(READ))).startsWith(situation.answer);
        }
    }

    private static String outcome(Supplier<Verification> call) {
        try {
            Verification answer = call.get();
            return answer instanceof Accepted accepted ? accepted + " " + accepted.token() : answer.toString();
        } catch (UnavailableException e) {
            return e.kind() + " " + e.subject();
        }
    }
}
