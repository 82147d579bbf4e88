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
  /** Removing a table with all that is in it; needs no {@link #HARD_DELETE}. */
  DROP,
  /** What was committed outlives the process, even a killed one (rule T3). */
  DURABLE,
  /** Several processes at once on one store (rule T2); implies {@link #DURABLE}. */
  MULTI_PROCESS;

  /** {@code declared} and all that they imply. */
  public static Set<Capability> closure(Set<Capability> declared) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(declared);
    if (all.contains(MULTI_PROCESS)) {
      all.add(DURABLE);
    }
    return all;
  }
}
