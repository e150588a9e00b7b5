package dev.patkit.secret;

import java.util.List;

/**
 * The cost of one Argon2id run, within ceilings that hold for configuration and for stored rows alike: a row can never
 * order more than about a second of one core or 256 MiB.
 */
record Argon2Parameters(int memoryKib, int iterations, int parallelism) {
    static final int MIN_MEMORY_KIB = 64;
    static final int MAX_MEMORY_KIB = 262_144;
    static final int MAX_ITERATIONS = 32;
    static final int MAX_PARALLELISM = 16;
    private static final int MAX_WORK_KIB = 1_048_576;

    boolean isWithinBounds() {
        return memoryKib >= MIN_MEMORY_KIB
                && memoryKib <= MAX_MEMORY_KIB
                && iterations >= 1
                && iterations <= MAX_ITERATIONS
                && parallelism >= 1
                && parallelism <= MAX_PARALLELISM
                && memoryKib >= 8 * parallelism
                && (long) memoryKib * iterations <= MAX_WORK_KIB;
    }

    long memoryBytes() {
        return memoryKib * 1024L;
    }

    String phc() {
        return "m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism;
    }

    static Argon2Parameters of(PhcString stored) {
        List<PhcString.Parameter> given = stored.parameters();
        boolean named = given.size() == 3
                && given.get(0).name().equals("m")
                && given.get(1).name().equals("t")
                && given.get(2).name().equals("p");
        if (!named) {
            throw PhcString.unreadable(stored.function());
        }
        return new Argon2Parameters(
                given.get(0).value(), given.get(1).value(), given.get(2).value());
    }
}
