package io.ripcord.lab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests that need real namespaces, so root. Each test method may take a {@link io.ripcord.lab.Lab} of its own, in
 * a new home folder; both are gone after the test. A method that runs before all tests of a class may take one for all of
 * them. Logs of a test that failed stay in {@code target/lab-logs}.
 */
@Documented
@Tag("lab")
@ExtendWith(LabExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LabTest {}
