package dev.patkit.jdbc;

import dev.patkit.store.TokenUse;
import java.util.Comparator;
import java.util.List;

/** Writes back that tokens were used: in the order of ids, so that two writers seldom deadlock. */
record LastUsedWriter(JdbcWork work, Dialect dialect) {
    void write(List<TokenUse> uses) {
        List<TokenUse> ordered = uses.stream()
                .sorted(Comparator.comparingLong(use -> use.id().value()))
                .toList();
        work.inTransaction("recordUses", connection -> {
            if (dialect.takesArrays()) {
                UseStatements.markUsedAtOnce(connection, ordered);
            } else {
                UseStatements.markUsedOneByOne(connection, ordered);
            }
            UseStatements.upgradeHashes(connection, ordered);
            return ordered;
        });
    }
}
