package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.random.RandomOperations;

class SqliteRandomOperationsTest extends RandomOperations {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
