package dev.patkit.token;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random sets out of a few scopes, some of which resemble each other. */
final class RandomScopes {
    static final List<Scope> ALL = Stream.of("a", "A", "a:b", "a:*", "*", "b", "ab", "a:b:c")
            .map(Scope::of)
            .toList();

    private RandomScopes() {}

    static Scopes set(SplittableRandom random) {
        int chosen = random.nextInt(1 << ALL.size()) & (random.nextInt(1 << ALL.size()) | 1);
        return Scopes.of(ALL.stream()
                .filter(scope -> (chosen >> ALL.indexOf(scope) & 1) == 1)
                .toArray(Scope[]::new));
    }

    static Scope one(SplittableRandom random) {
        return ALL.get(random.nextInt(ALL.size()));
    }
}
