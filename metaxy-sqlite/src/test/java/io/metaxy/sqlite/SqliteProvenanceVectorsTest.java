package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ProvenanceVectors;

class SqliteProvenanceVectorsTest extends ProvenanceVectors {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
