package io.metaxy.sqlite;

import io.metaxy.tck.HardDeleteRules;
import io.metaxy.tck.StoreHarness;

class SqliteHardDeleteRulesTest extends HardDeleteRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
