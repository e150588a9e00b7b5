package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.SQLException;

/** How a JDBC call fails. */
enum FaultKind {
    /** The call does nothing. */
    ONCE(false, false),
    /** The call is done, but its answer is lost. */
    ANSWER_LOST(true, false),
    /** The call does nothing, nor does any call after it. */
    CONNECTION_LOST(false, true),
    /** The driver or the pool throws what it should not. */
    UNCHECKED(false, false) {
        @Override
        Throwable trouble() {
            return new IllegalStateException("a fault made by this test");
        }
    },
    /** The JVM is in trouble. */
    ERROR(true, false) {
        @Override
        Throwable trouble() {
            return new AssertionError("a fault made by this test");
        }

        @Override
        Class<? extends Throwable> expected() {
            return AssertionError.class;
        }
    };

    private final boolean afterwards;
    private final boolean lasting;

    FaultKind(boolean afterwards, boolean lasting) {
        this.afterwards = afterwards;
        this.lasting = lasting;
    }

    boolean isAfterwards() {
        return afterwards;
    }

    boolean isLasting() {
        return lasting;
    }

    Throwable trouble() {
        return new SQLException("a fault made by this test", "08006");
    }

    /** What the caller of the store sees. */
    Class<? extends Throwable> expected() {
        return UnavailableException.class;
    }
}
