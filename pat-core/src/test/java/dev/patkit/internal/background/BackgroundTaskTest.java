package dev.patkit.internal.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.Callers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class BackgroundTaskTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration OFTEN = Duration.ofMillis(1);

    private final Semaphore runs = new Semaphore(0);
    private final Semaphore gate = new Semaphore(0);
    private final AtomicReference<Thread> worker = new AtomicReference<>();

    static Stream<Throwable> whatATaskMayThrow() {
        return Stream.of(
                new IllegalStateException("planned"),
                new StackOverflowError("planned"),
                new InternalError("planned"),
                new NoClassDefFoundError("planned"));
    }

    @ParameterizedTest
    @MethodSource("whatATaskMayThrow")
    void taskRunsAgainAfterWhateverItThrewAndTheHandlerIsTold(Throwable thrown) {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        BackgroundTask task = new BackgroundTask("task", () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
            runs.release();
            BackgroundTaskTest.<RuntimeException>sneak(thrown);
        });

        task.start(Duration.ZERO, OFTEN);
        await(runs, 3);
        task.stop();

        assertThat(uncaught).hasSizeGreaterThanOrEqualTo(3).containsOnly(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static void await(Semaphore signal, int times) {
        try {
            assertThat(signal.tryAcquire(times, 1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void taskRunsAgainThoughTheHandlerThrows() {
        BackgroundTask task = new BackgroundTask("task", () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
                throw new NoClassDefFoundError("planned");
            });
            runs.release();
            throw new IllegalStateException("planned");
        });

        task.start(Duration.ZERO, OFTEN);
        await(runs, 3);
        task.stop();
    }

    @Test
    void finishingRunsTheTaskOnceMoreHoweverOftenItIsCalled() {
        AtomicInteger count = new AtomicInteger();
        BackgroundTask task = new BackgroundTask("task", count::incrementAndGet);
        task.start(NEVER, NEVER);

        task.finish();
        task.finish();

        assertThat(count).hasValue(1);
    }

    @Test
    void finishingRunsATaskThatWasNeverStarted() {
        AtomicInteger count = new AtomicInteger();
        BackgroundTask task = new BackgroundTask("task", count::incrementAndGet);

        task.finish();

        assertThat(count).hasValue(1);
    }

    @Test
    void stoppingRunsNothingMore() {
        AtomicInteger count = new AtomicInteger();
        BackgroundTask task = new BackgroundTask("task", count::incrementAndGet);
        task.start(NEVER, NEVER);

        task.stop();
        task.finish();

        assertThat(count).hasValue(0);
    }

    @Test
    void stoppingWaitsForARunUnderWay() {
        AtomicInteger ended = new AtomicInteger();
        BackgroundTask task = new BackgroundTask("task", () -> {
            runs.release();
            await(gate, 1);
            ended.incrementAndGet();
        });
        task.start(Duration.ZERO, NEVER);
        await(runs, 1);

        Callers<Integer> stopping = Callers.start(1, () -> {
                    task.stop();
                    return ended.get();
                })
                .untilWaiting();
        gate.release();

        assertThat(stopping.answers()).containsExactly(1);
    }

    @Test
    void interruptDoesNotShortenTheWaitAndIsKept() {
        AtomicInteger count = new AtomicInteger();
        BackgroundTask task = new BackgroundTask("task", count::incrementAndGet);

        Thread.currentThread().interrupt();
        task.finish();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(count).hasValue(1);
    }

    @Test
    @Tag("K-9")
    void threadIsANamedDaemonAndEndsWithTheTask() throws InterruptedException {
        BackgroundTask task = new BackgroundTask("patkit-task", () -> {
            worker.set(Thread.currentThread());
            runs.release();
        });
        task.start(Duration.ZERO, NEVER);
        await(runs, 1);
        Thread thread = Objects.requireNonNull(worker.get());

        task.stop();

        assertThat(thread.getName()).isEqualTo("patkit-task");
        assertThat(thread.isDaemon()).isTrue();
        thread.join(Duration.ofMinutes(1).toMillis());
        assertThat(thread.isAlive()).isFalse();
    }
}
