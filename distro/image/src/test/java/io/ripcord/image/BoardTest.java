package io.ripcord.image;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests in one {@link Guest}, which any of its methods may take; it is booted for the first and ends with the class.
 * A boot takes half as long as the ring should take for many things, so a class does many things. Logs stay in
 * {@code target/board-logs}.
 */
@Documented
@Tag("board")
@ExtendWith(BoardExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface BoardTest {}
