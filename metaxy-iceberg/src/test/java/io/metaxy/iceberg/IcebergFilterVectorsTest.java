package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.FilterVectors;

class IcebergFilterVectorsTest extends FilterVectors {
  @Override
  protected StoreHarness harness() {
    return new IcebergHarness();
  }
}
