package io.metaxy.duckdb;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.FilterVectors;

class DuckDbFilterVectorsTest extends FilterVectors {
  @Override
  protected StoreHarness harness() {
    return new DuckDbHarness();
  }
}
