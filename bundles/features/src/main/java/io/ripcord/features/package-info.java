/** The domain of features: signed sets of bundles and configurations, swapped while the framework runs. */
@NullMarked
package io.ripcord.features;

import org.jspecify.annotations.NullMarked;
