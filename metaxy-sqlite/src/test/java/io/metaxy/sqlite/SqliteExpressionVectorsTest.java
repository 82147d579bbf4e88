package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ExpressionVectors;

class SqliteExpressionVectorsTest extends ExpressionVectors {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
