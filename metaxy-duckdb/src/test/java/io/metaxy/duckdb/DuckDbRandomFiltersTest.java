package io.metaxy.duckdb;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.random.RandomFilters;

class DuckDbRandomFiltersTest extends RandomFilters {
  @Override
  protected StoreHarness harness() {
    return new DuckDbHarness();
  }
}
