/** {@code ./ripcord bench}: what is promised in numbers, measured (distro/docs/benchmarks.md). */
@NullMarked
package io.ripcord.bench;

import org.jspecify.annotations.NullMarked;
