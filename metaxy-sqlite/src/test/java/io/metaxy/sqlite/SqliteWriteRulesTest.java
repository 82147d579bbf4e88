package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.WriteRules;

class SqliteWriteRulesTest extends WriteRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
