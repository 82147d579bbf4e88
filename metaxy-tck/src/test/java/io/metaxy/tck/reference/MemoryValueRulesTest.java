package io.metaxy.tck.reference;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.ValueRules;

class MemoryValueRulesTest extends ValueRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
