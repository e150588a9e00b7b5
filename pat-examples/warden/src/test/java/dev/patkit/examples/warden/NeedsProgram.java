package dev.patkit.examples.warden;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs other programs, and is skipped on a machine that lacks one of them. The environment variable
 * {@code PATKIT_REQUIRE}, such as {@code git,curl}, names programs for which nothing is skipped: there the test fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ProgramCondition.class)
@interface NeedsProgram {
    /** The programs, as they are called on the command line. */
    String[] value();
}
