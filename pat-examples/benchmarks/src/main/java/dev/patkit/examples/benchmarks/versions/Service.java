package dev.patkit.examples.benchmarks.versions;

import java.beans.Expression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/**
 * A service of one version, with SHA-256 as its hasher. It is wired by reflection, because types move between versions:
 * {@link Expression} calls a public method by its name.
 */
final class Service implements AutoCloseable {
    private static final String SCOPE = "catalog:read";
    private static final Duration BOUND = Duration.ofSeconds(1);
    private static final int ROWS = 400_000;

    private final VersionLoader version;
    private final Object service;

    private Service(VersionLoader version, Object builder) {
        this.version = version;
        call(builder, "hasher", sha256(version));
        service = call(builder, "build");
    }

    /** Where hashers are made has changed. */
    private static Object sha256(VersionLoader version) {
        Class<?> hashers = type(version, "dev.patkit.secret.SecretHasher");
        return Arrays.stream(hashers.getMethods())
                        .anyMatch(method -> method.getName().equals("sha256"))
                ? call(hashers, "sha256")
                : create(version, "dev.patkit.secret.Sha256Hasher");
    }

    /** Over a store, from memory, within a second. */
    static Service within(VersionLoader version, Object store) {
        Object builder = builder(version, store);
        Object freshness = call(arguments(builder, "freshness")[0], "within", BOUND);
        call(builder, "freshness", call(freshness, "rows", ROWS));
        return new Service(version, builder);
    }

    private static Object builder(VersionLoader version, Object store) {
        return call(type(version, "dev.patkit.PersonalAccessTokens"), "builder", store);
    }

    private static Class<?>[] arguments(Object target, String method) {
        return Arrays.stream(target.getClass().getMethods())
                .filter(one -> one.getName().equals(method))
                .map(Method::getParameterTypes)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no method " + method));
    }

    /** Over a database, strictly; last-used times are not written. */
    static Service strict(VersionLoader version, DataSource database) {
        Object store = call(type(version, "dev.patkit.jdbc.JdbcTokenStore"), "builder", database);
        Object builder = builder(version, call(call(store, "createTablesIfMissing"), "build"));
        Class<?>[] policy = arguments(builder, "lastUsed");
        Object[] never = {Duration.ofDays(1), Duration.ofDays(1), 0};
        call(builder, "lastUsed", policy.length == 1 ? new Object[] {call(policy[0], "new", never)} : never);
        return new Service(version, builder);
    }

    /** Makes an object of a type of the version. */
    static Object create(VersionLoader version, String type) {
        return call(type(version, type), "new");
    }

    private static Class<?> type(VersionLoader version, String name) {
        try {
            return version.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("not in this version: " + name, e);
        }
    }

    private static Object call(Object target, String method, Object... arguments) {
        try {
            return new Expression(target, method, arguments).getValue();
        } catch (Exception e) {
            throw new IllegalStateException("cannot call " + method + " of " + target, e);
        }
    }

    /** Issues tokens to as many owners, and returns their texts in random order. */
    List<String> issue(int count) {
        Class<?> requests = type(version, "dev.patkit.token.TokenRequest");
        Object scope = call(type(version, "dev.patkit.token.Scope"), "of", SCOPE);
        Object noMore = Array.newInstance(scope.getClass(), 0);
        List<String> texts = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Object named = call(call(requests, "forOwner", "owner " + number), "named", "token");
            Object issued = call(service, "issue", call(named, "allowing", scope, noMore));
            texts.add((String) call(call(issued, "secret"), "reveal"));
        }
        Collections.shuffle(texts, new Random(1));
        return List.copyOf(texts);
    }

    /** Calls of this service over its tokens. */
    Calls calls(Class<? extends TextCalls> kind, List<String> texts) {
        return (Calls) call(type(version, kind.getName()), "new", call(service, "verifier"), SCOPE, texts);
    }

    @Override
    public void close() {
        call(service, "close");
        try {
            version.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
