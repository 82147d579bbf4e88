package io.metaxy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.schema.DataType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was written can be read (rule W7), however long it is. */
class NestedJsonTest {
  @Test
  void aLongKey() {
    returns(
        DataType.map(DataType.STRING, DataType.INT64), Map.of("k".repeat(50_001), 1L, "short", 2L));
  }

  @Test
  void aLongText() {
    returns(DataType.list(DataType.STRING), List.of("x".repeat(20_000_001)));
  }

  private static void returns(DataType type, Object value) {
    Object back = NestedJson.decode(type, NestedJson.encode(type, value));
    assertThat(value.equals(back)).as("it comes back as it was").isTrue();
  }
}
