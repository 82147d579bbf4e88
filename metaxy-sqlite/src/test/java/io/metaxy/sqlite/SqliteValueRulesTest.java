package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.ValueRules;

class SqliteValueRulesTest extends ValueRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
