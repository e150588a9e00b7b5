package dev.patkit.examples.benchmarks.versions;

import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.verify.Verifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads one version of the library, and this project's classes that call it. {@link Calls} and what others have made,
 * such as drivers, come from the class path and are shared.
 */
final class VersionLoader extends URLClassLoader {
    private static final String PROJECT = "dev.patkit.";

    /** A loader of the library that lies in some jars or folders. */
    VersionLoader(List<URL> library) {
        super(
                Stream.concat(library.stream(), Stream.of(placeOf(VersionLoader.class)))
                        .toArray(URL[]::new),
                VersionLoader.class.getClassLoader());
    }

    /** Where the class path has the library. */
    static List<URL> present() {
        return List.of(placeOf(Verifier.class), placeOf(JdbcTokenStore.class));
    }

    private static URL placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** A jar or a folder with classes. */
    static URL place(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no path of a jar or a folder: " + path, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PROJECT) || name.equals(Calls.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** The library's own schema files, before those of the class path. */
    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }
}
