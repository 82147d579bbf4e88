package io.metaxy.sqlite;

import io.metaxy.tck.AllRules;
import io.metaxy.tck.StoreHarness;

class SqliteRulesTest extends AllRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
