package io.metaxy.clickhouse;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ScenarioVectors;

class ClickHouseScenarioVectorsTest extends ScenarioVectors {
  @Override
  protected StoreHarness harness() {
    return new ClickHouseHarness();
  }
}
