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

  /** An expression that is null, of a type in ClickHouse's words. */
  static String literal(String declared) {
    return literal(TypeText.parse(declared), declared);
  }

  private static String literal(EngineType type, String declared) {
    if (type instanceof EngineType.ArrayOf array) {
      String element = declared.substring("Array(".length(), declared.length() - 1);
      return "arrayResize(CAST([] AS %s), %s, %s)"
          .formatted(declared, NULLS, literal(array.element(), element));
    }
    if (type instanceof EngineType.MapOf) {
      String types = declared.substring("Map(".length(), declared.length() - 1);
      TypeText.Split split = TypeText.split(types);
      String entry =
          "(defaultValueOfTypeName(%s), %s)"
              .formatted(
                  Escapes.literal(split.first()),
                  literal(TypeText.parse(split.rest()), split.rest()));
      return "CAST([%s, %s] AS %s)".formatted(entry, entry, declared);
    }
    return "CAST(NULL AS " + declared + ")";
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
