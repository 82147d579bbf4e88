package io.metaxy.spi;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a backend may or may not be able to do. The store refuses what is not declared, and the test
 * kit checks that it does.
 */
public enum Capability {
  /** Removing stored rows (rule H1). */
  HARD_DELETE,
  /** Adding a column to a table that exists (rule W5). */
  ADD_COLUMNS,
  /** Several processes at once on one store (rule T2). */
  MULTI_PROCESS;

  /** {@code declared} and all that they imply. */
  public static Set<Capability> closure(Set<Capability> declared) {
    // Nothing implies another yet; erasure will imply HARD_DELETE.
    return declared.isEmpty() ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(declared);
  }
}
