/** Fakes of the api's ports, for the tests of every bundle; never on a device. */
@NullMarked
package io.ripcord.testkit;

import org.jspecify.annotations.NullMarked;
