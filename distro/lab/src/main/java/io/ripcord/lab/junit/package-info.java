/** JUnit 5 glue: a fresh lab for each test. */
@NullMarked
package io.ripcord.lab.junit;

import org.jspecify.annotations.NullMarked;
