package io.metaxy.sql;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of columns in engines that take two for the same if only their case differs. */
public final class CaseBlindNames {
  private CaseBlindNames() {}

  /**
   * Refuses names that differ only in their case.
   *
   * @param engine the engine's name, for the message
   * @throws MetaxyException {@code INCOMPATIBLE_SCHEMA}
   */
  public static void check(String engine, List<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String other = seen.put(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new MetaxyException(
            ErrorCode.INCOMPATIBLE_SCHEMA,
            engine + " cannot tell the columns '" + other + "' and '" + name + "' apart.",
            "Give one of them a name that differs in more than its case.");
      }
    }
  }
}
