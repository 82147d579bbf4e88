package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.random.RandomFilters;

class SqliteRandomFiltersTest extends RandomFilters {
  @Override
  protected StoreHarness harness() {
    return new SqliteHarness();
  }
}
