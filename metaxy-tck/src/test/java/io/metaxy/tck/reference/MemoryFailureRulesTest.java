package io.metaxy.tck.reference;

import io.metaxy.tck.FailureRules;
import io.metaxy.tck.StoreHarness;

class MemoryFailureRulesTest extends FailureRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
