package io.metaxy.tck.reference;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.TimeAndConcurrencyRules;

class MemoryTimeAndConcurrencyRulesTest extends TimeAndConcurrencyRules {
  @Override
  protected StoreHarness harness() {
    return new MemoryHarness();
  }
}
