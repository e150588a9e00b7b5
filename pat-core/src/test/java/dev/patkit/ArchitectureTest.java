package dev.patkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
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
            "dev.patkit.guard.FieldGuard",
            "dev.patkit.token.PresentedToken",
            "dev.patkit.token.Scopes",
            "dev.patkit.verify.Rejected");

    /** Tables of constants that are never written after their class is there. */
    private static final Set<String> CONSTANT_TABLES =
            Set.of("dev.patkit.token.Base62.VALUES", "dev.patkit.secret.Sha256.CHECK_DOMAIN");

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
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.patkit.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesPointDownOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("bounded")
            .definedBy("dev.patkit.bounded")
            .layer("guard")
            .definedBy("dev.patkit.guard")
            .layer("fault")
            .definedBy("dev.patkit.fault")
            .layer("secret")
            .definedBy("dev.patkit.secret")
            .layer("token")
            .definedBy("dev.patkit.token")
            .layer("store")
            .definedBy("dev.patkit.store")
            .layer("verify")
            .definedBy("dev.patkit.verify")
            .layer("front door")
            .definedBy("dev.patkit")
            .whereLayer("front door")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("verify")
            .mayOnlyBeAccessedByLayers("front door")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("verify", "front door")
            .whereLayer("token")
            .mayOnlyBeAccessedByLayers("store", "verify", "front door")
            .whereLayer("secret")
            .mayOnlyBeAccessedByLayers("token", "store", "verify", "front door")
            .whereLayer("bounded")
            .mayOnlyBeAccessedByLayers("secret", "verify")
            .whereLayer("guard")
            .mayOnlyBeAccessedByLayers("secret", "token", "verify")
            .whereLayer("guard")
            .mayNotAccessAnyLayer()
            .whereLayer("fault")
            .mayNotAccessAnyLayer();

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
    static final ArchRule textIsNeverNormalised =
            noClasses().should().dependOnClassesThat().areAssignableTo(Normalizer.class);

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
            .and()
            .doNotHaveSimpleName("UnavailableException")
            .should()
            .haveModifier(JavaModifier.FINAL);
}
