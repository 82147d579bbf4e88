package io.metaxy.tck.reference;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.WriteRules;

class MemoryWriteRulesTest extends WriteRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
