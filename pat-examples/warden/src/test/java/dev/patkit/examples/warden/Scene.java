package dev.patkit.examples.warden;

import java.util.Set;

/**
 * A page in a state worth looking at.
 *
 * @param name what its pictures are called
 * @param steps how to get there
 * @param shown in which looks {@code docs/warden} shows it
 */
record Scene(String name, Steps steps, Set<DisplayMode> shown) {
    /** What a visitor does. */
    @FunctionalInterface
    interface Steps {
        void take() throws Exception;
    }

    Scene(String name, Steps steps, DisplayMode... shown) {
        this(name, steps, Set.of(shown));
    }

    @Override
    public String toString() {
        return name;
    }
}
