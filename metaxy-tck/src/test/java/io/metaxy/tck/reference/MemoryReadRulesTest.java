package io.metaxy.tck.reference;

import io.metaxy.tck.ReadRules;
import io.metaxy.tck.StoreHarness;

class MemoryReadRulesTest extends ReadRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
