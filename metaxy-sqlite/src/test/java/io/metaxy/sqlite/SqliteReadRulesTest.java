package io.metaxy.sqlite;

import io.metaxy.tck.ReadRules;
import io.metaxy.tck.StoreHarness;

class SqliteReadRulesTest extends ReadRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
