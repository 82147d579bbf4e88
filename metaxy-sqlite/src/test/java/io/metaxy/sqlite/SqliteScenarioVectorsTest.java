package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ScenarioVectors;

class SqliteScenarioVectorsTest extends ScenarioVectors {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
