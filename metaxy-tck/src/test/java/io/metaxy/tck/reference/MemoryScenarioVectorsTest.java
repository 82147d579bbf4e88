package io.metaxy.tck.reference;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ScenarioVectors;

class MemoryScenarioVectorsTest extends ScenarioVectors {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
