package io.metaxy.clickhouse;

import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.util.Map;

/** Stores in databases of their own on the engine of the tests. */
class ClickHouseHarness extends StoreHarness {

  @Override
  public String backend() {
    return "clickhouse";
  }

  @Override
  public Map<String, Object> freshOptions(Path folder) {
    ClickHouseEngine engine = ClickHouseEngine.shared();
    return engine.options(engine.freshDatabase());
  }
}
