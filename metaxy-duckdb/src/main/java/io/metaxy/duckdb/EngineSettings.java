package io.metaxy.duckdb;

import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What an instance of DuckDB is opened with: the user's settings and what keeps answers right. */
final class EngineSettings {
  /**
   * DuckDB 2.0 turns a left join whose unmatched rows are asked for into an anti join, and loses
   * filters of the right side on a window: deleted samples would count as if they lived.
   */
  private static final String WRONG_OPTIMIZER = "outer_join_simplification";

  private static final String DISABLED = "disabled_optimizers";

  /** Else a file of another program makes DuckDB download what reads it. */
  private static final List<String> DOWNLOADS =
      List.of("autoinstall_known_extensions", "autoload_known_extensions");

  private EngineSettings() {}

  static Properties of(Map<String, String> user) {
    Properties properties = new Properties();
    DOWNLOADS.forEach(setting -> properties.setProperty(setting, "false"));
    user.forEach(properties::setProperty);
    properties.merge(DISABLED, WRONG_OPTIMIZER, (others, wrong) -> others + "," + wrong);
    return properties;
  }
}
