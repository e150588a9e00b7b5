package dev.patkit.examples.benchmarks.versions;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Many in-memory stores as one. An in-memory store looks through its rows at every insert, which takes minutes for
 * hundreds of thousands; so a new one is begun after every two thousand calls. How rows are written differs between
 * versions, so all calls go to the newest store, but for those of {@code find}, which asks all of them, and {@code
 * epochs}, which asks the oldest. A row that was found is kept, as if no row ever changed.
 */
final class SegmentedStore implements InvocationHandler {
    private static final int CALLS_OF_A_SEGMENT = 2_000;

    private final Supplier<Object> segments;
    private final Deque<Object> stores = new ConcurrentLinkedDeque<>();
    private final Map<Object, Object> found = new ConcurrentHashMap<>();
    private final AtomicLong reads = new AtomicLong();
    private int calls;

    SegmentedStore(Supplier<Object> segments) {
        this.segments = segments;
        stores.addFirst(segments.get());
    }

    /** As a store of the segments' version. */
    Object store() {
        Class<?> type = stores.getFirst().getClass();
        return Proxy.newProxyInstance(type.getClassLoader(), type.getInterfaces(), this);
    }

    /** How often a row was asked for. */
    long reads() {
        return reads.get();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "find" -> find(method, arguments);
            case "epochs" -> pass(method, stores.getLast(), arguments);
            default -> pass(method, newest(), arguments);
        };
    }

    private Object find(Method method, Object... arguments) throws Throwable {
        reads.incrementAndGet();
        Object known = found.get(arguments[0]);
        return known == null ? look(method, arguments) : known;
    }

    private synchronized Object look(Method method, Object... arguments) throws Throwable {
        for (Object store : stores) {
            Object row = pass(method, store, arguments);
            if (row instanceof Optional<?> one && one.isPresent()) {
                found.put(arguments[0], row);
                return row;
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object pass(Method method, Object store, Object... arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private synchronized Object newest() {
        if (++calls % CALLS_OF_A_SEGMENT == 0) {
            stores.addFirst(segments.get());
        }
        return stores.getFirst();
    }
}
