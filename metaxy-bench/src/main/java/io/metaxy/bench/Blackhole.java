package io.metaxy.bench;

import org.jspecify.annotations.Nullable;

/** Takes values, so that no compiler leaves out the work of making them. */
final class Blackhole {
  @SuppressWarnings("unused") // Written so that the value counts as used.
  private static volatile int seen;

  private Blackhole() {}

  static void take(@Nullable Object value) {
    if (value != null && value == BLACK) {
      seen++;
    }
  }

  private static final Object BLACK = new Object();
}
