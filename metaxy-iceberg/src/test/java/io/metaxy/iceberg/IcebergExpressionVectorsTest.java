package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ExpressionVectors;

class IcebergExpressionVectorsTest extends ExpressionVectors {
  @Override
  protected StoreHarness harness() {
    return new IcebergHarness();
  }
}
