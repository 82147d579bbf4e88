package io.metaxy.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a user has who did not open the JDK's memory to Arrow: the same, only slower. */
@Tag("without-arrow")
class NoArrowTest extends BulkWritesTest {
  @Test
  void thisJvmIsClosedToArrow() {
    assertThat(ArrowMemory.isThere()).isFalse();
  }
}
