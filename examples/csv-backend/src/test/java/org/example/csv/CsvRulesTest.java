package org.example.csv;

import io.metaxy.tck.AllRules;
import io.metaxy.tck.StoreHarness;

class CsvRulesTest extends AllRules {
  @Override
  protected StoreHarness harness() {
    return new CsvHarness();
  }
}
