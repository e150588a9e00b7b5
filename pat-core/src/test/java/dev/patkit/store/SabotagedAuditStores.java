package dev.patkit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Stores that each break one promise about audit events, in the ways that real stores do. */
final class SabotagedAuditStores {
    private SabotagedAuditStores() {}

    /** Loses the events of revocations. */
    static final class LostEvent extends DelegatingStore {
        @Override
        public List<AuditEvent> events(String owner, int limit) {
            return super.events(owner, MAX_EVENTS).stream()
                    .filter(event -> event.action() != AuditEvent.Action.REVOKED)
                    .limit(limit)
                    .toList();
        }
    }

    /** Keeps the events of changes that were refused, too. */
    static final class EventOfRefusedChange extends DelegatingStore {
        private final List<AuditEvent> ofRefused = new CopyOnWriteArrayList<>();

        @Override
        public Change.Outcome apply(Change change) {
            Change.Outcome outcome = super.apply(change);
            if (outcome.result() == Change.Result.ID_TAKEN || outcome.result() == Change.Result.NAME_TAKEN) {
                ofRefused.addAll(eventsOf(change).toList());
            }
            return outcome;
        }

        @Override
        public List<AuditEvent> events(String owner, int limit) {
            return Stream.concat(
                            ofRefused.stream().filter(event -> event.owner().equals(owner)),
                            super.events(owner, limit).stream())
                    .limit(limit)
                    .toList();
        }
    }

    /** Keeps events in a step of its own. */
    private abstract static class OwnEvents extends DelegatingStore {
        private final Map<String, List<AuditEvent>> kept = new ConcurrentHashMap<>();

        @Override
        public List<AuditEvent> events(String owner, int limit) {
            return kept.getOrDefault(owner, List.of()).stream().limit(limit).toList();
        }

        /** Keeps the events of the parts that took effect. */
        void keepEventsOf(Change change) {
            eventsOf(change).map(AuditEvent::owner).forEach(owner -> kept.put(owner, super.events(owner, MAX_EVENTS)));
        }

        /** Keeps the events of all parts. */
        void keepAllEventsOf(Change change) {
            eventsOf(change)
                    .forEach(event -> kept.merge(event.owner(), List.of(event), (earlier, added) -> {
                        List<AuditEvent> all = new ArrayList<>(added);
                        all.addAll(earlier);
                        return all;
                    }));
        }
    }

    /** Keeps an event before its change is there. */
    static final class EarlyEvent extends OwnEvents {
        @Override
        public Change.Outcome apply(Change change) {
            keepAllEventsOf(change);
            letOthersLook();
            Change.Outcome outcome = super.apply(change);
            keepEventsOf(change);
            return outcome;
        }
    }

    /** Keeps an event when its change is there already. */
    static final class LateEvent extends OwnEvents {
        @Override
        public Change.Outcome apply(Change change) {
            Change.Outcome outcome = super.apply(change);
            letOthersLook();
            keepEventsOf(change);
            return outcome;
        }
    }
}
