package io.metaxy.clickhouse;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.vectors.FilterVectors;

class ClickHouseFilterVectorsTest extends FilterVectors {
  @Override
  protected StoreHarness harness() {
    return new ClickHouseHarness();
  }
}
