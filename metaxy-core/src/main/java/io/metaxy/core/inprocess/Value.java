package io.metaxy.core.inprocess;

import org.jspecify.annotations.Nullable;

/** An expression, ready to be evaluated. */
@FunctionalInterface
interface Value {

  /** Its value for a row. */
  @Nullable Object of(@Nullable Object[] row);

  /** Whether it is a condition that is true, neither false nor null. */
  default boolean holds(@Nullable Object[] row) {
    return Boolean.TRUE.equals(of(row));
  }
}
