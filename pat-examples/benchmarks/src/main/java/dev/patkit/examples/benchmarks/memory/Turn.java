package dev.patkit.examples.benchmarks.memory;

import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One thread's place in a working set of texts, which it goes through again and again. */
@State(Scope.Thread)
public class Turn {
    private int next;

    String next(List<String> texts) {
        next = next + 1 < texts.size() ? next + 1 : 0;
        return texts.get(next);
    }
}
