package dev.patkit.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LeasesTest {
    private static final long LONGEST = 100;

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 10);
    private final Leases leases = new Leases(2, LONGEST, nanoTime::get);

    private Leases.Lease acquired() {
        return requireNonNull(leases.tryAcquire());
    }

    @Test
    void noMorePermitsAreLeasedThanThereAre() {
        Leases.Lease first = acquired();
        Leases.Lease unusedSecond = acquired();

        assertThat(leases.tryAcquire()).isNull();

        leases.release(first);
        assertThat(leases.tryAcquire()).isNotNull();
        assertThat(leases.tryAcquire()).isNull();
    }

    @Test
    void leaseIsTakenOverOnlyAfterItsLongestTime() {
        Leases.Lease unusedFirst = acquired();
        nanoTime.addAndGet(1);
        Leases.Lease unusedSecond = acquired();

        nanoTime.addAndGet(LONGEST - 1);
        assertThat(leases.tryAcquire()).isNull();

        nanoTime.addAndGet(1);
        assertThat(leases.tryAcquire()).isNotNull();
        assertThat(leases.tryAcquire()).isNull();
    }

    @Test
    void formerHolderCanNeitherReleaseNorRenewAPermitThatWasTakenOver() {
        Leases.Lease former = acquired();
        Leases.Lease unusedSecond = acquired();
        nanoTime.addAndGet(LONGEST + 1);
        Leases.Lease unusedThird = acquired();
        Leases.Lease unusedFourth = acquired();

        leases.release(former);

        assertThat(leases.renew(former)).isNull();
        assertThat(leases.tryAcquire()).isNull();
    }

    @Test
    void renewedLeaseLastsFromItsRenewal() {
        Leases.Lease first = acquired();
        Leases.Lease second = acquired();
        nanoTime.addAndGet(LONGEST);
        Leases.Lease renewedFirst = requireNonNull(leases.renew(first));
        Leases.Lease renewedSecond = requireNonNull(leases.renew(second));

        nanoTime.addAndGet(LONGEST);

        assertThat(leases.tryAcquire()).isNull();
        leases.release(renewedFirst);
        leases.release(renewedSecond);
        assertThat(leases.tryAcquire()).isNotNull();
    }
}
