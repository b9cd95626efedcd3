/** The resolver hook that keeps unsigned bundles from running. */
@NullMarked
package io.ripcord.trust.admission;

import org.jspecify.annotations.NullMarked;
