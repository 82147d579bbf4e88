package io.metaxy.clickhouse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Null of a list or a map, of which the engine has none: a list of so many nulls, and a map with
 * the same key twice, which no map of ours is.
 */
final class NullMarks {
  /** How many nulls a list has that stands for null; a list of just that is refused. */
  static final int NULLS = 255;

  private NullMarks() {}

  /** Whether a list stands for null. */
  static boolean isNull(List<? extends @Nullable Object> items) {
    return items.size() == NULLS && items.stream().allMatch(item -> item == null);
  }

  /** The condition that a list column is null. */
  static String listIsNull(String list) {
    return "(length(" + list + ") = " + NULLS + " AND arrayAll(x -> x IS NULL, " + list + "))";
  }

  /** The condition that a map column is null. */
  static String mapIsNull(String map) {
    return "(length(" + map + ") = 2 AND mapKeys(" + map + ")[1] = mapKeys(" + map + ")[2])";
  }
}
