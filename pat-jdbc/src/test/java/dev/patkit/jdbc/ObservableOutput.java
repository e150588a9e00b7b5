package dev.patkit.jdbc;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that can be observed from outside: what is logged, printed, serialised or thrown. */
final class ObservableOutput {
    /** Where a secret could appear. */
    enum Sink {
        FILES,
        LOGS,
        EXCEPTIONS,
        PRINTED,
        JSON,
        SERIALISED,
        HEAP
    }

    private static final JsonMapper READS_GETTERS = JsonMapper.builder().build();
    private static final JsonMapper READS_FIELDS = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.ANY)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private final Map<Sink, ByteArrayOutputStream> recorded = new EnumMap<>(Sink.class);

    /** A step of the sweep. */
    interface Step<T> {
        T run() throws Exception;
    }

    /** Runs a step, and records everything that is logged meanwhile. */
    <T> T logging(Step<T> step) throws Exception {
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        Handler recorder = new Recorder();
        root.setLevel(Level.ALL);
        root.addHandler(recorder);
        try {
            return step.run();
        } finally {
            root.removeHandler(recorder);
            root.setLevel(before);
        }
    }

    private final class Recorder extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        private Recorder() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            add(Sink.LOGS, formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Records a text of a sink. */
    void add(Sink sink, String text) {
        synchronized (recorded) {
            recorded.computeIfAbsent(sink, empty -> new ByteArrayOutputStream())
                    .writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Shows objects and everything that can be reached from them. */
    void showAll(Object... roots) {
        Set<Object> reached = new LinkedHashSet<>();
        Deque<Object> open = new ArrayDeque<>(List.of(roots));
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (reached.add(next)) {
                open.addAll(partsOf(next));
            }
        }
        reached.forEach(this::show);
    }

    /** What an object's public methods without arguments return, except those that reveal, write or close. */
    private List<Object> partsOf(Object object) {
        List<Object> parts = new ArrayList<>();
        for (Method method : object.getClass().getMethods()) {
            boolean harmless = method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && Modifier.isPublic(method.getDeclaringClass().getModifiers())
                    && method.getDeclaringClass().getName().startsWith("dev.patkit")
                    && !Set.of("reveal", "revealBytes", "close", "flush").contains(method.getName());
            if (harmless) {
                call(method, object).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private Optional<Object> call(Method method, Object object) {
        try {
            Object part = method.invoke(object);
            return part instanceof Optional<?> optional ? optional.map(Object.class::cast) : Optional.ofNullable(part);
        } catch (ReflectiveOperationException e) {
            threw(e);
            return Optional.empty();
        }
    }

    /** Records an object as text, as JSON and serialised. */
    void show(Object object) {
        add(Sink.PRINTED, String.format("%s %s%n", object, List.of(object)));
        for (ObjectMapper json : List.of(READS_GETTERS, READS_FIELDS)) {
            try {
                add(Sink.JSON, json.writeValueAsString(object));
            } catch (JsonProcessingException e) {
                threw(e);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            threw(e);
        }
        add(Sink.SERIALISED, bytes.toString(StandardCharsets.ISO_8859_1));
    }

    /** Records an exception with its causes and its stack. */
    void threw(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        add(Sink.EXCEPTIONS, text.toString());
    }

    /** Everything that was recorded of one sink. */
    byte[] in(Sink sink) {
        ByteArrayOutputStream bytes = recorded.get(sink);
        return bytes == null ? new byte[0] : bytes.toByteArray();
    }
}
