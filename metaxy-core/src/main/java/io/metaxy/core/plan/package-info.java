/** Relational plans of a store, and what a backend that runs whole plans implements. */
@NullMarked
package io.metaxy.core.plan;

import org.jspecify.annotations.NullMarked;
