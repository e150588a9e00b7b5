package dev.patkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.patkit.internal.background.BackgroundTask;
import dev.patkit.internal.pipeline.AcceptedToken;
import dev.patkit.internal.pipeline.AuthenticatedToken;
import dev.patkit.token.PresentedToken;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

@AnalyzeClasses(packages = "dev.patkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String PIPELINE = "dev.patkit.internal.pipeline";

    /** The packages from the lowest to the highest: each may use those before it. */
    private static final List<String> LAYERS = List.of(
            "dev.patkit.error",
            "dev.patkit.internal.digest",
            "dev.patkit.internal.guard",
            "dev.patkit.internal.cache",
            "dev.patkit.internal.values",
            "dev.patkit.internal.text",
            "dev.patkit.secret",
            "dev.patkit.token",
            "dev.patkit.store",
            "dev.patkit.verify",
            "dev.patkit.internal.background",
            "dev.patkit.internal.proof",
            "dev.patkit.internal.rows",
            "dev.patkit.internal.usage",
            PIPELINE,
            "dev.patkit.internal.issuing",
            "dev.patkit");

    private static final Set<String> IMMUTABLE = Set.of(
            "java.lang.String",
            "java.time.Duration",
            "java.time.Instant",
            "java.util.Comparator",
            "java.util.regex.Pattern",
            "java.lang.invoke.VarHandle",
            "dev.patkit.internal.guard.FieldGuard",
            "dev.patkit.internal.rows.RefusedToken",
            "dev.patkit.token.PresentedToken",
            "dev.patkit.token.Scopes");

    /** Tables of constants that are never written after their class is there. */
    private static final Set<String> CONSTANT_TABLES =
            Set.of("dev.patkit.internal.text.Base62.VALUES", "dev.patkit.internal.proof.SecretCheck.DOMAIN");

    /** What answers differently on another machine: by its language, its zone or its character set. */
    private static final Pattern MACHINE_DEPENDENT = Pattern.compile(String.join(
            "|",
            "java\\.lang\\.String\\.format\\(java\\.lang\\.String, \\[Ljava\\.lang\\.Object;\\)",
            "java\\.lang\\.String\\.formatted\\(.*",
            "java\\.lang\\.String\\.(toLowerCase|toUpperCase|getBytes)\\(\\)",
            "java\\.lang\\.String\\.<init>\\(\\[B(, int, int)?\\)",
            "java\\.io\\.ByteArrayOutputStream\\.toString\\(\\)",
            "java\\.io\\.InputStreamReader\\.<init>\\(java\\.io\\.InputStream\\)",
            "java\\.io\\.OutputStreamWriter\\.<init>\\(java\\.io\\.OutputStream\\)",
            "java\\.nio\\.charset\\.Charset\\.defaultCharset\\(\\)",
            "java\\.time\\.ZoneId\\.systemDefault\\(\\)",
            "java\\.time\\.Clock\\.systemDefaultZone\\(\\)",
            "java\\.time\\.\\w+\\.now\\(\\)",
            "java\\.time\\.format\\.DateTimeFormatter\\.ofPattern\\(java\\.lang\\.String\\)",
            "java\\.util\\.(Locale|TimeZone)\\.getDefault\\(.*\\)",
            "java\\.util\\.(Date|GregorianCalendar)\\.<init>\\(.*\\)",
            "java\\.util\\.Calendar\\.getInstance\\(.*\\)",
            "java\\.text\\.(SimpleDateFormat|DecimalFormat|MessageFormat)\\.<init>\\(.*\\)",
            "java\\.text\\.(NumberFormat|DateFormat|Collator)\\.get\\w*Instance\\(\\)"));

    @ArchTest
    static final ArchRule coreNeedsNoDatabaseJsonWebOrLog = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "com.fasterxml..",
                    "tools.jackson..",
                    "java.net..",
                    "com.sun.net..",
                    "jakarta..",
                    "javax.servlet..",
                    "java.util.logging..",
                    "org.slf4j..",
                    "org.apache..",
                    "org.springframework..");

    @ArchTest
    static final ArchRule nothingIsLoggedOrPrinted = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.System\\$Logger.*|java\\.io\\.Print.*")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule packagesUseLowerPackagesOnly = classes().should(useLowerLayersOnly());

    private static ArchCondition<JavaClass> useLowerLayersOnly() {
        return new ArchCondition<>("be in a known package and use only lower ones") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int layer = LAYERS.indexOf(type.getPackageName());
                if (layer < 0) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no known package"));
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(used -> used.getTargetClass().getPackageName().startsWith("dev.patkit"))
                        .filter(used -> !isLower(used, layer))
                        .forEach(used -> events.add(SimpleConditionEvent.violated(type, used.getDescription())));
            }
        };
    }

    private static boolean isLower(Dependency used, int layer) {
        String target = used.getTargetClass().getPackageName();
        int targetLayer = LAYERS.indexOf(target);
        return used.getOriginClass().getPackageName().equals(target) || (targetLayer >= 0 && targetLayer < layer);
    }

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.patkit.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyThePipelineMakesAnswers = noClasses()
            .that()
            .resideOutsideOfPackage(PIPELINE)
            .should()
            .callConstructorWhere(describe(
                    "makes an acceptance or an authentication",
                    call -> call.getTargetOwner().isEquivalentTo(AcceptedToken.class)
                            || call.getTargetOwner().isEquivalentTo(AuthenticatedToken.class)));

    @ArchTest
    static final ArchRule constructorsOfAnswersAreNotPublic = constructors()
            .that()
            .areDeclaredIn(AcceptedToken.class)
            .or()
            .areDeclaredIn(AuthenticatedToken.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule onlySecureRandomIsDrawnFrom = noClasses()
            .should()
            .dependOnClassesThat(describe(
                    "are a source of randomness other than SecureRandom",
                    type -> (type.isAssignableTo(Random.class) && !type.isAssignableTo(SecureRandom.class))
                            || type.isEquivalentTo(SplittableRandom.class)
                            || type.isEquivalentTo(ThreadLocalRandom.class)
                            || type.isEquivalentTo(UUID.class)))
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(SecureRandom.class, "setSeed", byte[].class)
            .orShould()
            .callMethod(SecureRandom.class, "setSeed", long.class);

    @ArchTest
    static final ArchRule textIsNormalisedWhereItIsReadOnly = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patkit.internal.text")
            .and()
            .doNotHaveFullyQualifiedName(PresentedToken.class.getName())
            .should()
            .dependOnClassesThat()
            .haveNameMatching(Pattern.quote(Normalizer.class.getName()) + "(\\$.*)?");

    @ArchTest
    static final ArchRule nothingDependsOnLanguageZoneOrCharsetOfTheMachine = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "depends on the machine's language, zone or character set",
                    access -> MACHINE_DEPENDENT.matcher(nameOf(access)).matches()));

    /** Such as {@code java.lang.String.format(java.lang.String, [Ljava.lang.Object;)}. */
    private static String nameOf(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = owner + "." + access.getName();
        return access.getTarget() instanceof CodeUnitAccessTarget target
                ? name
                        + target.getRawParameterTypes().stream()
                                .map(JavaClass::getName)
                                .toList()
                                .toString()
                                .replaceFirst("^\\[(.*)]$", "($1)")
                : name;
    }

    @ArchTest
    static void everyMachineDependentCallIsFound(JavaClasses unused) {
        JavaClasses calls = new ClassFileImporter().importClasses(MachineDependentCalls.class);

        assertThat(nothingDependsOnLanguageZoneOrCharsetOfTheMachine
                        .evaluate(calls)
                        .getFailureReport()
                        .getDetails())
                .hasSize(MachineDependentCalls.NUMBER);
    }

    /** One call of each kind. */
    @SuppressWarnings({"unused", "DefaultCharset", "JavaTimeDefaultTimeZone", "JavaUtilDate", "StringCaseLocaleUsage"})
    private static final class MachineDependentCalls {
        private static final int NUMBER = 12;

        static List<Object> all(String text, byte[] bytes) {
            return List.of(
                    String.format("%d", 1),
                    "%d".formatted(1),
                    text.toLowerCase(),
                    text.toUpperCase(),
                    text.getBytes(),
                    new String(bytes),
                    Charset.defaultCharset(),
                    ZoneId.systemDefault(),
                    LocalDate.now(),
                    new Date(),
                    Locale.getDefault(),
                    DateTimeFormatter.ofPattern("uuuu"));
        }
    }

    /** The builder names the system's clocks as defaults; a background task measures how long it waits for its end. */
    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(PersonalAccessTokensBuilder.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(BackgroundTask.class.getName())
            .should()
            .accessTargetWhere(describe(
                    "reads the time by itself",
                    access -> nameOf(access)
                            .matches("java\\.lang\\.System\\.(currentTimeMillis|nanoTime)\\(\\)"
                                    + "|java\\.time\\.Clock\\.(system|tick).*")));

    @ArchTest
    static final ArchRule bytesAreNotComparedByArraysEquals =
            noClasses().should().callMethod(Arrays.class, "equals", byte[].class, byte[].class);

    @ArchTest
    static final ArchRule noTypeHasANameThatSaysNothing =
            noClasses().should().haveNameMatching(".*(Util|Utils|Manager|Helper|Impl|Data|Info)");

    @ArchTest
    static final ArchRule nativeVerifyIsNeverCalled = noClasses()
            .should()
            .callMethodWhere(describe(
                    "asks argon2-jvm to verify",
                    call -> call.getTargetOwner().getPackageName().startsWith("de.mkammerer")
                            && call.getName().startsWith("verify")));

    @ArchTest
    static final ArchRule noStaticStateChanges =
            fields().that().areStatic().should().beFinal().andShould(have(constantContent()));

    private static DescribedPredicate<JavaField> constantContent() {
        return describe("a content that cannot change", field -> {
            JavaClass type = field.getRawType();
            return type.isPrimitive()
                    || type.isEnum()
                    || field.getFullName().contains("$VALUES")
                    || IMMUTABLE.contains(type.getName())
                    || CONSTANT_TABLES.contains(field.getFullName());
        });
    }

    @ArchTest
    static final ArchRule classesAreFinalOrMeantToBeExtended = classes()
            .that()
            .areNotInterfaces()
            .and()
            .doNotHaveSimpleName("PatException")
            .should()
            .haveModifier(JavaModifier.FINAL);
}
