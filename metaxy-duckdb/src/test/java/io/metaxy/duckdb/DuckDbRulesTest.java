package io.metaxy.duckdb;

import io.metaxy.tck.AllRules;
import io.metaxy.tck.StoreHarness;

class DuckDbRulesTest extends AllRules {
  @Override
  protected StoreHarness harness() {
    return new DuckDbHarness();
  }
}
