package dev.patkit.store;

import dev.patkit.fixture.ForwardingStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A store that hands everything on to an honest one; those that break a promise override a method. */
abstract class DelegatingStore extends ForwardingStore implements AuditStore {
    private final InMemoryTokenStore honest;

    DelegatingStore() {
        this(new InMemoryTokenStore());
    }

    private DelegatingStore(InMemoryTokenStore honest) {
        super(honest);
        this.honest = honest;
    }

    @Override
    public List<AuditEvent> events(String owner, int limit) {
        return honest.events(owner, limit);
    }

    /** Each part as a change of its own, in the order in which a store does them. */
    static List<Change> partsOf(Change change) {
        return Stream.of(
                        change.revocations().stream().map(DelegatingStore::changeOf),
                        change.suspensions().stream().map(DelegatingStore::changeOf),
                        change.insertions().stream()
                                .map(part ->
                                        Change.issue(part.row(), part.event().actor())))
                .flatMap(parts -> parts)
                .toList();
    }

    private static Change changeOf(Change.Revocation part) {
        String actor = part.event().actor();
        return part.id()
                .map(id -> Change.revoke(part.owner(), id, part.at(), actor))
                .orElseGet(() -> Change.revokeAll(part.owner(), part.at(), actor));
    }

    private static Change changeOf(Change.Suspension part) {
        String actor = part.event().actor();
        return part.suspended()
                ? Change.suspend(part.owner(), part.at(), actor)
                : Change.reinstate(part.owner(), part.at(), actor);
    }

    /** The events of all parts. */
    static Stream<AuditEvent> eventsOf(Change change) {
        return Stream.of(
                        change.revocations().stream().map(Change.Revocation::event),
                        change.suspensions().stream().map(Change.Suspension::event),
                        change.insertions().stream().map(Change.Insertion::event))
                .flatMap(events -> events);
    }

    /** Gives the threads that watch a change the time to see it half done. */
    static void letOthersLook() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
}
