package dev.patkit.examples.warden;

import java.util.Set;

/**
 * A page in one of its states.
 *
 * @param name the name of its screenshots
 * @param steps opens the page in this state
 * @param shown the display modes in which {@code docs/warden} shows it
 */
record Scene(String name, Steps steps, Set<DisplayMode> shown) {
    /** The actions that lead to the page. */
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
