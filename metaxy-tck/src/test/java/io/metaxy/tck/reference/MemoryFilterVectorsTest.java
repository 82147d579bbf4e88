package io.metaxy.tck.reference;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.FilterVectors;

class MemoryFilterVectorsTest extends FilterVectors {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
