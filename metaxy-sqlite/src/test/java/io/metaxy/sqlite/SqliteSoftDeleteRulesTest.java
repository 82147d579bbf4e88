package io.metaxy.sqlite;

import io.metaxy.tck.SoftDeleteRules;
import io.metaxy.tck.StoreHarness;

class SqliteSoftDeleteRulesTest extends SoftDeleteRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
