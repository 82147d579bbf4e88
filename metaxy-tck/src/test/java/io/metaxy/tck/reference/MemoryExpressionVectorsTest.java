package io.metaxy.tck.reference;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.ExpressionVectors;

class MemoryExpressionVectorsTest extends ExpressionVectors {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
