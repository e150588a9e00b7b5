package dev.patkit.examples.warden;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test that runs external programs. The test is skipped if one of them is not installed, unless the
 * environment variable {@code PATKIT_REQUIRE} (for example {@code git,curl}) lists it: then the test runs and fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ProgramCondition.class)
@interface NeedsProgram {
    /** The names of the executables. */
    String[] value();
}
