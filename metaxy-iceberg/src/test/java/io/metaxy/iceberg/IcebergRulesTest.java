package io.metaxy.iceberg;

import io.metaxy.tck.AllRules;
import io.metaxy.tck.StoreHarness;

class IcebergRulesTest extends AllRules {
  @Override
  protected StoreHarness harness() {
    return new IcebergHarness();
  }
}
