package io.metaxy.tck.reference;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.SystemColumnRules;

class MemorySystemColumnRulesTest extends SystemColumnRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
