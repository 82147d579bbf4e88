package io.metaxy.duckdb;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.random.RandomOperations;

class DuckDbRandomOperationsTest extends RandomOperations {
  @Override
  protected StoreHarness harness() {
    return new DuckDbHarness();
  }
}
