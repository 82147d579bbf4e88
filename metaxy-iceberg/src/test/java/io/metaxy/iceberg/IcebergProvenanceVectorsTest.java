package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ProvenanceVectors;

class IcebergProvenanceVectorsTest extends ProvenanceVectors {
  @Override
  protected StoreHarness harness() {
    return new IcebergHarness();
  }
}
