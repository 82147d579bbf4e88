package io.metaxy.clickhouse;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.random.RandomFilters;

class ClickHouseRandomFiltersTest extends RandomFilters {
  @Override
  protected StoreHarness harness() {
    return new ClickHouseHarness();
  }
}
