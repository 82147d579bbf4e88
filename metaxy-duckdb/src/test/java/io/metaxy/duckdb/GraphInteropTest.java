package io.metaxy.duckdb;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.python.GraphInterop;
import java.util.Map;
import java.util.Objects;

class GraphInteropTest extends GraphInterop {
  @Override
  protected StoreHarness harness() {
    return new DuckDbHarness();
  }

  @Override
  protected Map<String, Object> pythonStore(Map<String, Object> options) {
    return Map.of("type", "duckdb", "database", Objects.requireNonNull(options.get("database")));
  }
}
