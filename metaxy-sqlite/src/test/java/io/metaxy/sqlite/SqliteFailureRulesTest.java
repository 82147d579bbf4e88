package io.metaxy.sqlite;

import io.metaxy.tck.FailureRules;
import io.metaxy.tck.StoreHarness;

class SqliteFailureRulesTest extends FailureRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
