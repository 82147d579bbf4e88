package io.metaxy.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.ValueRules;
import io.metaxy.tck.WriteRules;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a user has who did not open the JDK's memory to Arrow: the same, only slower. */
@Tag("without-arrow")
class NoArrowTest {
  @Test
  void thisJvmIsClosedToArrow() {
    assertThat(ArrowMemory.isThere()).isFalse();
  }

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
