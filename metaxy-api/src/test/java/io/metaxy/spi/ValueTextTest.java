package io.metaxy.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueTextTest {

  @Test
  void valuesComeBackUnchanged() {
    survives(DataType.INT64, Long.MIN_VALUE);
    survives(DataType.FLOAT64, Double.NaN);
    survives(DataType.FLOAT64, -0.0);
    survives(DataType.STRING, "a\0\"\\\n🐦");
    survives(DataType.DATE, LocalDate.of(1, 1, 1));
    survives(DataType.TIMESTAMP, Instant.parse("9999-12-31T23:59:59.999999Z"));
    survives(DataType.decimal(10, 2), new BigDecimal("0.00"));
    survives(DataType.list(DataType.STRING), Arrays.asList("", null, "null", "a\0\"\\\n🐦"));
    survives(DataType.list(DataType.list(DataType.INT64)), List.of(List.of(), List.of(1L, 2L)));
    survives(DataType.STRING_MAP, Map.of());
    survives(DataType.STRING_MAP, Map.of("a,\"]}", "b:", "", ""));
    survives(
        DataType.map(DataType.INT64, DataType.list(DataType.BOOLEAN)),
        Map.of(1L, List.of(true), 2L, List.of(false, true)));
    Map<String, Object> struct = new LinkedHashMap<>();
    struct.put("x", 1.5);
    struct.put("odd: name\"", null);
    survives(
        DataType.struct(
            new Column("x", DataType.FLOAT64), new Column("odd: name\"", DataType.STRING)),
        struct);
  }

  private static void survives(DataType type, Object value) {
    String text = ValueText.write(type, value);
    assertThat(ValueText.read(type, text)).as(text).isEqualTo(value);
  }

  @Test
  void bytesComeBackUnchanged() {
    byte[] bytes = {0, -1, 92, 10};
    assertThat((byte[]) ValueText.read(DataType.BINARY, ValueText.write(DataType.BINARY, bytes)))
        .isEqualTo(bytes);
  }

  @Test
  void aCorruptBooleanIsRefusedAndNotFalse() {
    for (String text : List.of("tru", "", "TRUE", "0")) {
      assertThatThrownBy(() -> ValueText.read(DataType.BOOLEAN, text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> ValueText.read(DataType.list(DataType.BOOLEAN), "[\"flase\"]"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherTextIsRefused() {
    for (String text : List.of("", "[", "[\"1\"", "[\"1\"]x", "{}", "[\"a\"]", "nul")) {
      assertThatThrownBy(() -> ValueText.read(DataType.list(DataType.INT64), text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
