package io.metaxy.tck.reference;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ProvenanceVectors;

class MemoryProvenanceVectorsTest extends ProvenanceVectors {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
