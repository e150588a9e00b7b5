package dev.patkit.examples.benchmarks.versions;

import java.util.List;

/**
 * The loop that all calls have. Each version's loader defines a copy of its own, so the compiler sees one kind of call
 * in it. What a call makes is kept for a while, as a service would: else it depends on what the compiler happens to
 * inline whether any object is made at all.
 */
public abstract class TextCalls implements Calls {
    private static final int MADE = 4;
    private static final int KEPT = 4 * MADE;

    private final String[] texts;

    /**
     * Calls over tokens. Their texts are copied side by side: where issuing has left them depends on what else a
     * version keeps of an issued token, and that is not what is measured.
     *
     * @param texts the tokens, at least one
     */
    protected TextCalls(List<String> texts) {
        this.texts = texts.stream().map(text -> new String(text.toCharArray())).toArray(String[]::new);
    }

    @Override
    public final Object[] make(long from, int times) {
        Object[] kept = new Object[KEPT];
        int next = (int) (from % texts.length);
        for (int i = 0; i < times; i++) {
            call(texts[next], kept, i * MADE % KEPT);
            next = next + 1 < texts.length ? next + 1 : 0;
        }
        return kept;
    }

    /**
     * Makes one call.
     *
     * @param text the token
     * @param kept where the objects are kept that the call makes, {@value #MADE} at most
     * @param at where to begin
     */
    protected abstract void call(String text, Object[] kept, int at);
}
