package dev.patkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.pipeline.AcceptedToken;
import dev.patkit.internal.pipeline.AuthenticatedToken;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(packages = "dev.patkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
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
            "dev.patkit.token.Scopes",
            "dev.patkit.verify.Rejected");

    /** Tables of constants that are never written after their class is there. */
    private static final Set<String> CONSTANT_TABLES =
            Set.of("dev.patkit.internal.text.Base62.VALUES", "dev.patkit.internal.proof.SecretCheck.DOMAIN");

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

    /** From the lowest to the highest: a package depends on those above it in this list only. */
    private static final List<String> PACKAGES = List.of(
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
            "dev.patkit.internal.pipeline",
            "dev.patkit.internal.issuing",
            "dev.patkit");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.patkit.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesDependDownwardsOnly = classes().should(dependOnLowerPackagesOnly());

    private static ArchCondition<JavaClass> dependOnLowerPackagesOnly() {
        return new ArchCondition<>("depend on lower packages only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = PACKAGES.indexOf(type.getPackageName());
                if (own < 0) {
                    events.add(violated(type, type.getPackageName() + " has no place in the list of packages"));
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(arrow -> PACKAGES.indexOf(arrow.getTargetClass().getPackageName()) > own)
                        .forEach(arrow -> events.add(violated(arrow, arrow.getDescription())));
            }
        };
    }

    @ArchTest
    static final ArchRule onlyThePipelineMakesAnAcceptance = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patkit.internal.pipeline")
            .should()
            .callConstructor(AcceptedToken.class, Token.class, Scopes.class)
            .orShould()
            .callConstructor(AuthenticatedToken.class, Token.class, Scopes.class, Notifier.class);

    @ArchTest
    static final ArchRule nothingDependsOnTheMachinesDefaults = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class)
            .orShould()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase")
            .orShould()
            .callMethod(String.class, "getBytes")
            .orShould()
            .callConstructor(String.class, byte[].class)
            .orShould()
            .callMethod(Charset.class, "defaultCharset")
            .orShould()
            .callMethod(ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(Locale.class, "getDefault")
            .orShould()
            .callConstructor(Date.class);

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
    static final ArchRule onlyTextThatPeopleReadIsNormalised = noClasses()
            .that()
            .resideOutsideOfPackage("dev.patkit.internal.text")
            .and()
            .doNotHaveFullyQualifiedName("dev.patkit.token.PresentedToken")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Normalizer.class);

    @ArchTest
    static final ArchRule bytesAreNotComparedByArraysEquals =
            noClasses().should().callMethod(Arrays.class, "equals", byte[].class, byte[].class);

    @ArchTest
    static final ArchRule noTypeIsNamedForNothing =
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
