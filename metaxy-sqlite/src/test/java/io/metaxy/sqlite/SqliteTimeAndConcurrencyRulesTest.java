package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.TimeAndConcurrencyRules;

class SqliteTimeAndConcurrencyRulesTest extends TimeAndConcurrencyRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
