/** Measures how long a store's work takes, beside the same statements written by hand. */
@NullMarked
package io.metaxy.bench;

import org.jspecify.annotations.NullMarked;
