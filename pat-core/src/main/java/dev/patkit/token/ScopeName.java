package dev.patkit.token;

import dev.patkit.fault.InvalidInputException;

/** A scope that is nothing but its name, and the rule for names. */
record ScopeName(String value) implements Scope {
    static String require(String value) {
        boolean token = !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '\\');
        if (!token) {
            throw new InvalidInputException(
                    "scopes",
                    "must be named with 1 to " + MAX_LENGTH
                            + " printable ASCII characters, without space, quote and backslash");
        }
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
