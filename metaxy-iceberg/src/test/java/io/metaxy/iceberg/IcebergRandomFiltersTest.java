package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.random.RandomFilters;

class IcebergRandomFiltersTest extends RandomFilters {
  @Override
  protected StoreHarness harness() {
    return new IcebergHarness();
  }
}
