package dev.patkit.secret;

import dev.patkit.error.UnavailableException;
import java.util.Base64;
import java.util.List;

/**
 * A PHC string taken apart: {@code $function[$v=version]$name=value,…$salt$hash}. Read strictly: one spelling for one
 * meaning, no trailing text, numbers without leading zeros. Messages never contain the stored text.
 */
final class PhcString {
    private static final int MAX_LENGTH = 512;
    private static final int MAX_DIGITS = 9;

    private final String function;
    private final int version;
    private final List<Parameter> parameters;
    private final byte[] salt;
    private final byte[] hash;

    private PhcString(String function, int version, List<Parameter> parameters, byte[] salt, byte[] hash) {
        this.function = function;
        this.version = version;
        this.parameters = parameters;
        this.salt = salt;
        this.hash = hash;
    }

    /** One {@code name=value} pair. */
    record Parameter(String name, int value) {}

    /** Takes a stored hash apart. */
    static PhcString parse(SecretHash stored) {
        String function = stored.function();
        if (stored.phc().length() > MAX_LENGTH || function.isEmpty()) {
            throw unreadable(function);
        }
        String[] parts = stored.phc().split("\\$", -1);
        boolean versioned = parts.length > 2 && parts[2].startsWith("v=");
        int next = versioned ? 3 : 2;
        int version = versioned ? number(function, parts[2].substring(2)) : 0;
        boolean parameterised = parts.length == next + 3;
        if (!parameterised && parts.length != next + 2) {
            throw unreadable(function);
        }
        List<Parameter> parameters = parameterised ? parameters(function, parts[next]) : List.of();
        byte[] salt = decode(function, parts[parts.length - 2]);
        return new PhcString(function, version, parameters, salt, decode(function, parts[parts.length - 1]));
    }

    private static List<Parameter> parameters(String function, String text) {
        return List.of(text.split(",", -1)).stream()
                .map(pair -> parameter(function, pair))
                .toList();
    }

    private static Parameter parameter(String function, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
            throw unreadable(function);
        }
        return new Parameter(pair.substring(0, equals), number(function, pair.substring(equals + 1)));
    }

    private static int number(String function, String digits) {
        boolean canonical = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
        if (!canonical) {
            throw unreadable(function);
        }
        return Integer.parseInt(digits);
    }

    private static byte[] decode(String function, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(function);
        }
        throw unreadable(function);
    }

    /** Base64 without padding, as PHC strings write bytes. */
    static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The failure for a stored hash that cannot be read; the message does not contain the hash. */
    static UnavailableException unreadable(String function) {
        return UnavailableException.hasher(
                function.matches("[a-z0-9-]{1,32}") ? function : "unknown",
                "the stored hash is not one that this function reads",
                null);
    }

    String function() {
        return function;
    }

    /** The version, or 0 if none is given. */
    int version() {
        return version;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash;
    }
}
