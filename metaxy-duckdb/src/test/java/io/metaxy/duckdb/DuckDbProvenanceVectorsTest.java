package io.metaxy.duckdb;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ProvenanceVectors;

class DuckDbProvenanceVectorsTest extends ProvenanceVectors {
  @Override
  protected StoreHarness harness() {
    return new DuckDbHarness();
  }
}
