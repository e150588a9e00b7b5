package dev.patkit.jdbc;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of permits, each leased for a time. A lease that is older than its longest time is taken over by the
 * next who asks: its holder may have failed to return it, as a thread does whose stack is full. A holder that was only
 * slow goes on, and then there is one more of them for a while. Thread-safe.
 */
final class Leases {
    private final AtomicReferenceArray<@Nullable Lease> slots;
    private final long longestNanos;
    private final LongSupplier nanoTime;

    /** A permit that is held. */
    static final class Lease {
        private final int slot;
        private final long begun;

        private Lease(int slot, long begun) {
            this.slot = slot;
            this.begun = begun;
        }
    }

    Leases(int permits, long longestNanos, LongSupplier nanoTime) {
        slots = new AtomicReferenceArray<>(permits);
        this.longestNanos = longestNanos;
        this.nanoTime = nanoTime;
    }

    /** A permit that is free or overdue, or null if there is none. */
    @Nullable
    Lease tryAcquire() {
        long now = nanoTime.getAsLong();
        for (int slot = 0; slot < slots.length(); slot++) {
            Lease held = slots.get(slot);
            if (held == null || now - held.begun > longestNanos) {
                Lease lease = new Lease(slot, now);
                if (slots.compareAndSet(slot, held, lease)) {
                    return lease;
                }
            }
        }
        return null;
    }

    /** A new lease of the same permit, for another holder; null if the permit was taken over. */
    @Nullable
    Lease renew(Lease lease) {
        Lease renewed = new Lease(lease.slot, nanoTime.getAsLong());
        return slots.compareAndSet(lease.slot, lease, renewed) ? renewed : null;
    }

    /** Returns a permit, unless it was taken over. */
    void release(Lease lease) {
        slots.compareAndSet(lease.slot, lease, null);
    }
}
