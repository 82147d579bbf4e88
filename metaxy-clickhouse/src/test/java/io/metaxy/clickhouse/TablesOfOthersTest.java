package io.metaxy.clickhouse;

import io.metaxy.tck.StoreHarness;

class TablesOfOthersTest extends TablesOfOthers {
  @Override
  protected StoreHarness harness() {
    return new ClickHouseHarness();
  }
}
