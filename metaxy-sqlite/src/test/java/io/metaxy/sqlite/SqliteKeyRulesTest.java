package io.metaxy.sqlite;

import io.metaxy.tck.KeyRules;
import io.metaxy.tck.StoreHarness;

class SqliteKeyRulesTest extends KeyRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
