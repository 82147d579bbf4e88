package io.metaxy.sqlite;

import io.metaxy.tck.ExpressionRules;
import io.metaxy.tck.StoreHarness;

class SqliteExpressionRulesTest extends ExpressionRules {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
