package io.metaxy.tck.reference;

import io.metaxy.tck.HardDeleteRules;
import io.metaxy.tck.StoreHarness;

class MemoryHardDeleteRulesTest extends HardDeleteRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
