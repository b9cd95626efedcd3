/** What features that are made for measurements run inside a device: nothing here is part of the product. */
@NullMarked
package io.ripcord.lab.probe;

import org.jspecify.annotations.NullMarked;
