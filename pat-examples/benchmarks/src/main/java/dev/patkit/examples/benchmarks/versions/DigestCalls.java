package dev.patkit.examples.benchmarks.versions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The limit of a verify from memory: reading the text and one SHA-256 of it. For one thread at a time. */
final class DigestCalls extends TextCalls {
    private final MessageDigest sha256;

    DigestCalls(List<String> texts) {
        super(texts);
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every platform has SHA-256", e);
        }
    }

    @Override
    protected void call(String text, Object[] kept, int at) {
        kept[at] = sha256.digest(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
