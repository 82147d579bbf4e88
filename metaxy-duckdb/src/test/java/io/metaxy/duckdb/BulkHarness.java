package io.metaxy.duckdb;

import java.nio.file.Path;
import java.util.Map;

/** Stores that write every row through Arrow, however few there are. */
final class BulkHarness extends DuckDbHarness {
  @Override
  public Map<String, Object> freshOptions(Path folder) {
    return Map.of("database", folder.resolve("metaxy.duckdb").toString(), "bulk_rows", 0);
  }
}
