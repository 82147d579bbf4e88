package io.metaxy.tck.reference;

import io.metaxy.tck.ExpressionRules;
import io.metaxy.tck.StoreHarness;

class MemoryExpressionRulesTest extends ExpressionRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
