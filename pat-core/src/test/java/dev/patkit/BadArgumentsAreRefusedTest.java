package dev.patkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.fixture.api.ArgumentWalk;
import dev.patkit.fixture.api.PublicApi;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.AuditStore;
import dev.patkit.store.Change;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenStore;
import dev.patkit.store.TokenUse;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.OwnerDirectory;
import dev.patkit.verify.VerificationListener;
import dev.patkit.verify.Verifier;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks all public constructors and methods. A type that they newly take, or are called on, needs a sample here. */
class BadArgumentsAreRefusedTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TokenId ID = new TokenId(4096);
    private static final Scopes SCOPES = Scopes.of(Scope.of("repo:read"));
    private static final SecretHasher SHA256 = SecretHasher.sha256();
    private static final SecretHasher ARGON2ID = SecretHasher.weakArgon2idForTests();

    private static final AtomicInteger STORE_CALLS = new AtomicInteger();
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final PersonalAccessTokens PATS = PersonalAccessTokens.builder(countingStore())
            .hasher(SHA256)
            .lastUsed(Duration.ofDays(1), Duration.ZERO, 100)
            .build();
    private static final IssuedToken ISSUED = PATS.issue(request("alice"));

    private final ArgumentWalk walk = new ArgumentWalk(STORE_CALLS::get);

    private static TokenStore countingStore() {
        InMemoryTokenStore store = new InMemoryTokenStore();
        return (TokenStore) Proxy.newProxyInstance(
                TokenStore.class.getClassLoader(),
                new Class<?>[] {EpochStore.class, AuditStore.class},
                (proxy, method, arguments) -> {
                    STORE_CALLS.incrementAndGet();
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static TokenRequest request(String owner) {
        return TokenRequest.forOwner(owner)
                .named("token " + NAMES.incrementAndGet())
                .allowing(SCOPES);
    }

    @AfterAll
    static void close() {
        PATS.close();
    }

    BadArgumentsAreRefusedTest() {
        addPlainSamples();
        addSecretSamples();
        addTokenSamples();
        addStoreSamples();
        addServiceSamples();
        addBadValues();
    }

    private void addPlainSamples() {
        walk.sample(String.class, () -> "abc")
                .sample(int.class, () -> 1)
                .sample("memoryKib", () -> 7168)
                .sample(long.class, () -> 4096L)
                .sample(long[].class, () -> new long[Epochs.SHARDS])
                .sample(byte[].class, () -> new byte[] {1})
                .sample(boolean.class, () -> true)
                .sample(Duration.class, () -> SECOND)
                .sample(Instant.class, () -> NOW)
                .sample(OptionalInt.class, OptionalInt::empty)
                .sample(Throwable.class, IllegalStateException::new)
                .sample(Function.class, Function::identity)
                .sample(Clock.class, Clock::systemUTC)
                .sample(LongSupplier.class, () -> System::nanoTime)
                .sample(SecureRandom.class, SecureRandom::new);
    }

    private void addSecretSamples() {
        walk.sample(SecretText.class, () -> SecretText.of("secret"))
                .sample(SecretHash.class, () -> SHA256.hash(SecretText.of("secret")))
                .sample(SecretHasher.class, () -> SHA256)
                .sample(HashingLimits.class, HashingLimits::ofDefaults);
    }

    private void addTokenSamples() {
        walk.sample(Scope.class, () -> Scope.of("repo:read"))
                .sample(Scopes.class, () -> SCOPES)
                .sample(Requirement.class, () -> Requirement.of(Scope.of("repo:read")))
                .sample(TokenId.class, () -> ID)
                .sample(Token.class, ISSUED::token)
                .sample(Token.Builder.class, () -> Token.copyOf(ISSUED.token()))
                .sample(
                        PresentedToken.class,
                        () -> PresentedToken.of(ISSUED.secret().reveal()))
                .sample(TokenRequest.Owned.class, () -> TokenRequest.forOwner("bob"))
                .sample(
                        TokenRequest.Named.class,
                        () -> TokenRequest.forOwner("bob").named("token"))
                .sample(TokenRequest.class, () -> request("bob"));
    }

    private void addStoreSamples() {
        walk.sample(TokenStore.class, InMemoryTokenStore::new)
                .sample(AuditStore.class, InMemoryTokenStore::new)
                .sample(InMemoryTokenStore.class, InMemoryTokenStore::new)
                .sample(Epochs.class, () -> Epochs.of(new long[Epochs.SHARDS]))
                .sample(StoredToken.class, () -> row("alice", "name", "description"))
                .sample(TokenQuery.class, () -> TokenQuery.ownedBy("alice"))
                .sample(TokenPage.Cursor.class, () -> TokenPage.Cursor.behind(ISSUED.token()))
                .sample(TokenUse.class, () -> new TokenUse(ID, NOW, null))
                .sample(TokenUse.HashUpgrade.class, () -> new TokenUse.HashUpgrade(hash(), hash()))
                .sample(AuditEvent.class, () -> new AuditEvent(AuditEvent.Action.REVOKED, NOW, "admin", "alice", ID))
                .sample(Change.class, () -> Change.suspend("bob", NOW, "admin"))
                .sample(Change.Result.class, () -> Change.Result.ID_TAKEN);
    }

    private static StoredToken row(String owner, String name, String description) {
        Token token = Token.builder(ID, owner, name, SCOPES, NOW)
                .description(description)
                .build();
        return new StoredToken(token, hash(), OptionalInt.empty(), false);
    }

    private static SecretHash hash() {
        return SHA256.hash(SecretText.of("secret"));
    }

    private void addServiceSamples() {
        walk.sample(PersonalAccessTokens.class, () -> PATS)
                .sample(PersonalAccessTokensBuilder.class, () -> PersonalAccessTokens.builder(new InMemoryTokenStore()))
                .sample(TokenAdministration.class, () -> PATS.administration("admin"))
                .sample(Housekeeping.class, PATS::housekeeping)
                .sample(Verifier.class, PATS::verifier)
                .sample(Authenticated.class, BadArgumentsAreRefusedTest::authenticated)
                .sample(Freshness.class, () -> Freshness.within(SECOND))
                .sample(OwnerDirectory.class, () -> owner -> true)
                .sample(VerificationListener.class, () -> answer -> {});
    }

    private static Authenticated authenticated() {
        return (Authenticated)
                PATS.verifier().authenticate(PresentedToken.of(ISSUED.secret().reveal()));
    }

    @SuppressWarnings("NullAway") // a scope that has no name
    private void addBadValues() {
        Scope throwing = () -> {
            throw new IllegalStateException("this scope has no name");
        };
        Scope[] tooMany = tooManyNames().stream().map(Scope::of).toArray(Scope[]::new);
        walk.bad(Scope.class, List.of(throwing, () -> null, () -> "two words"))
                .bad(Scope[].class, List.<Scope[]>of(tooMany))
                .bad(Scopes.class, List.of(Scopes.none()))
                .bad(Collection.class, List.of(tooManyNames()))
                .bad(long[].class, List.of(new long[0], new long[] {-1}))
                .bad(PresentedToken.class, List.of(PresentedToken.of(null), PresentedToken.of("\ud800")))
                .bad(TokenRequest.class, List.of(request("bob").expiringAt(Instant.EPOCH)))
                .bad(
                        StoredToken.class,
                        List.of(
                                row("\ud800X", "name", ""),
                                row("alice", "na\0me", ""),
                                row("alice", "name", "a".repeat(TokenRequest.MAX_DESCRIPTION_LENGTH + 1))));
    }

    private static List<String> tooManyNames() {
        return IntStream.rangeClosed(0, Scopes.MAX_SIZE)
                .mapToObj(number -> "scope" + number)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void badArgumentIsRefusedByNameBeforeAnythingHappens(Executable call) throws ReflectiveOperationException {
        assertThat(walk.faultsOf(call)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void instantBeyondAStoresColumnIsRefusedUnlessItIsOnlyComparedWith(Executable call)
            throws ReflectiveOperationException {
        Instant beyond = Instant.ofEpochMilli(Long.MAX_VALUE).plusMillis(1);

        assertThat(walk.parametersThatAccept(call, beyond)).isSubsetOf("now", "deadBefore");
    }

    /** All but those of {@link CharSequence}, which says itself what they throw. */
    static List<Executable> calls() {
        return PublicApi.ofModuleOf(PersonalAccessTokens.class).calls().stream()
                .filter(call -> !List.of("charAt", "subSequence").contains(call.getName()))
                .toList();
    }

    @Test
    void argon2idRefusesBadArgumentsAsEveryHasherDoes() throws ReflectiveOperationException {
        walk.sample(SecretHasher.class, () -> ARGON2ID)
                .sample(SecretHash.class, () -> ARGON2ID.hash(SecretText.of("secret")));

        for (Executable call : calls()) {
            if (call.getDeclaringClass() == SecretHasher.class) {
                assertThat(walk.faultsOf(call)).as(call.toString()).isEmpty();
            }
        }
    }
}
