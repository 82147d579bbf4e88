package io.metaxy.duckdb;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.ValueRules;
import io.metaxy.tck.WriteRules;
import org.junit.jupiter.api.Nested;

/** The rules of writes and values, on the way of large writes. */
class BulkWritesTest {
  @Nested
  class Writes extends WriteRules {
    @Override
    protected StoreHarness harness() {
      return new BulkHarness();
    }
  }

  @Nested
  class Values extends ValueRules {
    @Override
    protected StoreHarness harness() {
      return new BulkHarness();
    }
  }
}
