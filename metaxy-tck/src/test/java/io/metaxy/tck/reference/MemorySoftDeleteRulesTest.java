package io.metaxy.tck.reference;

import io.metaxy.tck.SoftDeleteRules;
import io.metaxy.tck.StoreHarness;

class MemorySoftDeleteRulesTest extends SoftDeleteRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
