package dev.patkit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the public API offers to get an {@link Accepted} or an {@link Authenticated}: calls of a verifier, and nothing
 * else.
 */
class OnlyThePipelineMakesAcceptancesTest {
    private static final ModuleReference CORE = core();

    private static ModuleReference core() {
        try {
            Path classes = Path.of(Accepted.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return ModuleFinder.of(classes).find("dev.patkit.core").orElseThrow();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Accepted.class, Authenticated.class})
    void answerHasOneFinalTypeThatIsNotExportedAndHasNoPublicConstructor(Class<?> answer) {
        assertThat(answer.isSealed()).isTrue();
        assertThat(answer.getPermittedSubclasses()).singleElement().satisfies(type -> {
            assertThat(type).isFinal();
            assertThat(exportedPackages()).doesNotContain(type.getPackageName());
            assertThat(type.getConstructors()).isEmpty();
            assertThat(type.getDeclaredMethods())
                    .filteredOn(method -> Modifier.isStatic(method.getModifiers()))
                    .noneMatch(method -> Modifier.isPublic(method.getModifiers()));
            assertThat(type.getFields()).isEmpty();
        });
    }

    private static Set<String> exportedPackages() {
        return CORE.descriptor().exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    @Test
    void answersOfBothQuestionsAreSealed() {
        assertThat(Verification.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Accepted.class, Rejected.class);
        assertThat(Authentication.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Authenticated.class, Rejected.class);
        assertThat(Rejected.class).isFinal();
    }

    @Test
    void onlyVerifierAndAuthenticatedReturnAnAnswerThatMayBeAnAcceptance() throws IOException {
        List<Class<?>> types = exportedTypes();
        assertThat(types)
                .contains(Verifier.class, Authenticated.class, Rejected.class)
                .hasSizeGreaterThan(30);

        assertThat(types.stream()
                        .filter(type ->
                                methodsOf(type).anyMatch(method -> mayBeAccepted(method.getGenericReturnType()))))
                .containsExactlyInAnyOrder(Verifier.class, Authenticated.class);
        assertThat(types.stream()
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .map(Field::getGenericType))
                .noneMatch(OnlyThePipelineMakesAcceptancesTest::mayBeAccepted);
        assertThat(types.stream()
                        .filter(OnlyThePipelineMakesAcceptancesTest::mayBeAccepted)
                        .flatMap(type -> Arrays.stream(type.getDeclaredConstructors())))
                .extracting(Constructor::getDeclaringClass)
                .isEmpty();
    }

    private static List<Class<?>> exportedTypes() throws IOException {
        Set<String> exported = exportedPackages();
        try (ModuleReader reader = CORE.open()) {
            return reader.list()
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
                    .<Class<?>>map(OnlyThePipelineMakesAcceptancesTest::load)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Accepted.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Method> methodsOf(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).filter(method -> !Modifier.isPrivate(method.getModifiers()));
    }

    /** Whether a value of a type may be or contain an acceptance or an authentication. */
    private static boolean mayBeAccepted(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments())
                    .anyMatch(OnlyThePipelineMakesAcceptancesTest::mayBeAccepted);
        }
        return type instanceof Class<?> known
                && known != Rejected.class
                && (Verification.class.isAssignableFrom(known) || Authentication.class.isAssignableFrom(known));
    }
}
