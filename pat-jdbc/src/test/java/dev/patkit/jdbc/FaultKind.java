package dev.patkit.jdbc;

import java.sql.SQLException;

/** How a JDBC call fails. */
enum FaultKind {
    /** The call does nothing. */
    ONCE(false, false),
    /** The call takes effect, but its answer is lost. */
    ANSWER_LOST(true, false),
    /** The call does nothing, nor does any call after it. */
    CONNECTION_LOST(false, true),
    /** The driver or the pool throws an unchecked exception. */
    UNCHECKED(false, false) {
        @Override
        Throwable failure() {
            return new IllegalStateException("a fault made by this test");
        }
    },
    /** The call takes effect and an error is thrown. */
    ERROR(true, false) {
        @Override
        Throwable failure() {
            return new AssertionError("a fault made by this test");
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

    Throwable failure() {
        return new SQLException("a fault made by this test", "08006");
    }
}
