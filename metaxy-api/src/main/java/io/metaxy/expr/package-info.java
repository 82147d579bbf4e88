/**
 * Expressions over columns, by the names of Narwhals in Java's case. What they mean is Narwhals'
 * (rule E1), the same on every backend.
 */
@NullMarked
package io.metaxy.expr;

import org.jspecify.annotations.NullMarked;
