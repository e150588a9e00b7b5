package dev.patkit.examples.warden;

/**
 * A page in a state worth looking at.
 *
 * @param name what its pictures are called
 * @param steps how to get there
 */
record Scene(String name, Steps steps) {
    /** What a visitor does. */
    @FunctionalInterface
    interface Steps {
        void take() throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
