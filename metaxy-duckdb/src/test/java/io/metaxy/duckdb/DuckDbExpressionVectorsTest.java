package io.metaxy.duckdb;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ExpressionVectors;

class DuckDbExpressionVectorsTest extends ExpressionVectors {
  @Override
  protected StoreHarness harness() {
    return new DuckDbHarness();
  }
}
