package io.metaxy.tck.reference;

import io.metaxy.tck.KeyRules;
import io.metaxy.tck.StoreHarness;

class MemoryKeyRulesTest extends KeyRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
