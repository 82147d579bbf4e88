package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.FilterVectors;

class SqliteFilterVectorsTest extends FilterVectors {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
