package io.metaxy.duckdb;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ScenarioVectors;

class DuckDbScenarioVectorsTest extends ScenarioVectors {
  @Override
  protected StoreHarness harness() {
    return new DuckDbHarness();
  }
}
