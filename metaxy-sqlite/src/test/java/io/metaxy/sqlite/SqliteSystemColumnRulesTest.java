package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.SystemColumnRules;

class SqliteSystemColumnRulesTest extends SystemColumnRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
