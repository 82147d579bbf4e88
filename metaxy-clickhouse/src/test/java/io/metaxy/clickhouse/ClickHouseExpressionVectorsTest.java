package io.metaxy.clickhouse;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ExpressionVectors;

class ClickHouseExpressionVectorsTest extends ExpressionVectors {
  @Override
  protected StoreHarness harness() {
    return new ClickHouseHarness();
  }
}
