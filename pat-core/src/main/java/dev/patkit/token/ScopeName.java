package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.InvalidInputException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A scope that is nothing but its name, and the rule for names. */
record ScopeName(String value) implements Scope {
    /** The name, if it is a {@code scope-token}. */
    static String require(@Nullable String name) {
        if (name == null || name.isEmpty() || name.length() > MAX_LENGTH || !isToken(name)) {
            throw new InvalidInputException(
                    "scopes",
                    "must be named with 1 to " + MAX_LENGTH
                            + " printable ASCII characters, without space, quote and backslash");
        }
        return name;
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** The name of a scope of the service's own, which may be any code. */
    static String of(String argument, Scope scope) {
        requireNonNull(scope, argument + " must not be null");
        String name;
        try {
            name = scope.value();
        } catch (Throwable e) {
            throw new IllegalArgumentException(argument + " must be a scope whose value() does not throw", e);
        }
        return require(name);
    }

    /** The names of one scope and of others, as variable arguments bring them. */
    static Stream<String> of(Scope first, Scope... more) {
        requireNonNull(more, "more must not be null");
        return Stream.concat(Stream.of(of("first", first)), Arrays.stream(more).map(scope -> of("more", scope)));
    }

    @Override
    public String toString() {
        return value;
    }
}
