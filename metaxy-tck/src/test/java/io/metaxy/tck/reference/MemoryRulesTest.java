package io.metaxy.tck.reference;

import io.metaxy.tck.AllRules;
import io.metaxy.tck.StoreHarness;

class MemoryRulesTest extends AllRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
