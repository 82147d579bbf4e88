package io.metaxy.clickhouse;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.random.RandomOperations;

class ClickHouseRandomOperationsTest extends RandomOperations {
  @Override
  protected StoreHarness harness() {
    return new ClickHouseHarness();
  }
}
