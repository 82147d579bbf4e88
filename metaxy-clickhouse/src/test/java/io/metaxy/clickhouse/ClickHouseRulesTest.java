package io.metaxy.clickhouse;

import io.metaxy.tck.AllRules;
import io.metaxy.tck.StoreHarness;

class ClickHouseRulesTest extends AllRules {
  @Override
  protected StoreHarness harness() {
    return new ClickHouseHarness();
  }
}
