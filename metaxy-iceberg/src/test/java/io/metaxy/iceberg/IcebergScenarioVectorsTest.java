package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ScenarioVectors;

class IcebergScenarioVectorsTest extends ScenarioVectors {
  @Override
  protected StoreHarness harness() {
    return new IcebergHarness();
  }
}
