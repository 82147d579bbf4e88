package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.random.RandomOperations;

class IcebergRandomOperationsTest extends RandomOperations {
  @Override
  protected StoreHarness harness() {
    return new IcebergHarness();
  }
}
