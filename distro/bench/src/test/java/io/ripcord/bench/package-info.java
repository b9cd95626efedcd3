@org.jspecify.annotations.NullMarked
package io.ripcord.bench;
