package dev.patkit.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.fixture.ChildProcess;
import dev.patkit.fixture.GatedHasher;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.internal.proof.SecretCheck;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretText;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import dev.patkit.verify.Verifier;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Well-formed but wrong tokens leave nothing in memory, in a process whose heap could not hold them. A third each has
 * the id of a token in use, of a token that was never used here, and of no token. {@code -Dpatkit.wrong.tokens} sets
 * their number.
 */
@Timeout(900)
@Tag("C-5")
@Tag("Q-1")
class ManyWrongTokensTest {
    private static final int WRONG = Integer.getInteger("patkit.wrong.tokens", 1_000_000);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wrongTokensChangeNoMemoryAndReachNoHasher(boolean within) throws IOException, InterruptedException {
        List<String> printed = ChildProcess.linesOf(
                Service.class, "-Xmx32m", "-XX:+UseSerialGC", "-Dwrong=" + WRONG, "-Dwithin=" + within);

        int third = WRONG / 3;
        assertThat(printed)
                .filteredOn(line -> line.startsWith("wrong: "))
                .containsExactly(
                        "wrong: refused {UNKNOWN=" + third + ", WRONG_SECRET=" + 2 * third + "}",
                        "wrong: calls of the hasher 0",
                        "wrong: memory unchanged true",
                        "wrong: heap flat true",
                        "wrong: tokens in use accepted without the hasher true");
    }

    /** Uses some tokens, presents many wrong ones, and prints what that has changed. */
    static final class Service {
        private static final Scope READ = Scope.of("catalog:read");
        private static final long KIB = 64;
        private static final int USED = 100;
        private static final int WARM_UP = 30_000;
        private static final long MEBIBYTE = 1 << 20;
        private static final String RIGHT = "R".repeat(43);

        private final GatedHasher hasher = GatedHasher.opened(KIB);
        private final ScriptedStore store = new ScriptedStore();
        private final Verifier verifier;

        private Service(Freshness freshness) {
            OptionalInt check = OptionalInt.of(SecretCheck.of(SecretText.of(RIGHT)));
            for (long id = 1; id <= 2 * USED; id++) {
                Token token = Token.builder(new TokenId(id), "alice", "token " + id, Scopes.of(READ), Instant.EPOCH)
                        .build();
                StoredToken row = new StoredToken(token, GatedHasher.stored(RIGHT, KIB), check, false);
                Change.Outcome unused = store.apply(Change.issue(row, "alice"));
            }
            verifier = PersonalAccessTokens.builder(store)
                    .hasher(hasher)
                    .hashingLimits(new HashingLimits(1, MEBIBYTE, 1, Duration.ofMinutes(1)))
                    .proofCacheSize(1024)
                    .freshness(freshness)
                    .lastUsed(Duration.ofDays(1), Duration.ofMinutes(1), 1000)
                    .build()
                    .verifier();
        }

        public static void main(String[] arguments) throws ReflectiveOperationException {
            Service service = new Service(
                    Boolean.getBoolean("within") ? Freshness.within(Duration.ofHours(1)) : Freshness.strict());
            service.present(WARM_UP, Integer.getInteger("wrong"));
            System.exit(0);
        }

        private void present(int warmUp, int wrong) throws ReflectiveOperationException {
            useUntilCached();
            refuse(0, warmUp);
            List<Object> before = inMemory();
            int runs = hasher.seen().size();
            long heap = heap();

            System.out.println("wrong: refused " + refuse(warmUp, warmUp + wrong / 3 * 3));
            System.out.println("wrong: calls of the hasher " + (hasher.seen().size() - runs));
            System.out.println("wrong: memory unchanged " + isSame(before, inMemory()));
            System.out.println("wrong: heap flat " + (heap() - heap < MEBIBYTE));
            System.out.println("wrong: tokens in use accepted without the hasher "
                    + (acceptUsed() && hasher.seen().size() == runs));
            System.out.println("heap grown by " + (heap() - heap) / 1024 + " KiB");
        }

        /** Until all rows are cached, under a freshness that caches rows; else once. */
        private void useUntilCached() {
            boolean cached = false;
            while (!cached) {
                int before = store.calls();
                boolean accepted = acceptUsed();
                int reads = store.calls() - before;
                cached = accepted && (Boolean.getBoolean("within") ? reads == 0 : reads >= USED);
            }
        }

        private boolean acceptUsed() {
            boolean accepted = true;
            for (long id = 1; id <= USED; id++) {
                accepted &= verify(id, RIGHT) instanceof Accepted;
            }
            return accepted;
        }

        private Verification verify(long id, String secret) {
            return verifier.verify(PresentedToken.of(TestVerifier.textOf(new TokenId(id), secret)), READ);
        }

        private Map<Reason, Integer> refuse(int from, int to) {
            Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
            for (int number = from; number < to; number++) {
                String digits = Integer.toString(number);
                String forged = "0".repeat(43 - digits.length()) + digits;
                int place = number / 3 % USED;
                long id = List.of(1L + place, 1L + USED + place, 1_000_000_000L + number)
                        .get(number % 3);
                if (verify(id, forged) instanceof Rejected rejected) {
                    refused.merge(rejected.reason(), 1, Integer::sum);
                }
            }
            return refused;
        }

        /** Everything in memory that concerns tokens: proofs, rows, proofs under way, uses that wait. */
        private List<Object> inMemory() throws ReflectiveOperationException {
            List<Object> all =
                    new ArrayList<>(elements(verifier, "authenticator", "prover", "cache", "entries", "values"));
            if (Boolean.getBoolean("within")) {
                all.addAll(elements(verifier, "authenticator", "cache", "rows", "values"));
            }
            all.add(((Map<?, ?>) field(verifier, "authenticator", "prover", "pool", "proofs")).size());
            all.add(((Map<?, ?>) field(verifier, "authenticator", "uses", "pending")).size());
            return all;
        }

        private static List<Object> elements(Object owner, String... path) throws ReflectiveOperationException {
            AtomicReferenceArray<?> values = (AtomicReferenceArray<?>) field(owner, path);
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < values.length(); i++) {
                elements.add(Objects.requireNonNullElse(values.get(i), "nothing"));
            }
            return elements;
        }

        private static Object field(Object owner, String... path) throws ReflectiveOperationException {
            Object found = owner;
            for (String name : path) {
                Field field = found.getClass().getDeclaredField(name);
                field.setAccessible(true);
                found = Objects.requireNonNull(field.get(found), () -> Arrays.toString(path));
            }
            return found;
        }

        private static boolean isSame(List<Object> one, List<Object> other) {
            boolean same = one.size() == other.size();
            for (int i = 0; same && i < one.size(); i++) {
                same = one.get(i) == other.get(i)
                        || (one.get(i) instanceof Integer && one.get(i).equals(other.get(i)));
            }
            return same;
        }

        private static long heap() {
            System.gc();
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }
}
