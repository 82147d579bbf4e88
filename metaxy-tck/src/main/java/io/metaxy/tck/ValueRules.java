package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule W7: values survive unchanged. */
public abstract class ValueRules extends RuleTest {

  @Test
  void W7_wholeNumbersTo64Bits() {
    survive(DataType.INT64, 0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, null);
  }

  @Test
  void W7_doubles() {
    survive(
        DataType.FLOAT64,
        0.0,
        -0.0,
        0.1,
        -2.5,
        3.0,
        1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        null);
  }

  @Test
  void W7_text() {
    survive(
        DataType.STRING,
        "",
        " ",
        "it's",
        "say \"hi\"",
        "back\\slash",
        "a\0b",
        "\0",
        "line\nbreak\r\n\ttab",
        "größe",
        "日本語",
        "🐦🏳️‍🌈",
        "NULL",
        "NaN",
        "1.50",
        "007",
        "'; DROP TABLE predictions; --",
        "x".repeat(1_000_000),
        null);
  }

  @Test
  void W7_booleansDatesTimesDecimalsBytes() {
    survive(DataType.BOOLEAN, true, false, null);
    survive(
        DataType.DATE,
        LocalDate.of(1970, 1, 1),
        LocalDate.of(1969, 12, 31),
        LocalDate.of(2024, 2, 29),
        LocalDate.of(1, 1, 1),
        LocalDate.of(9999, 12, 31),
        null);
    survive(
        DataType.TIMESTAMP,
        Instant.EPOCH,
        Instant.parse("1969-12-31T23:59:59.999999Z"),
        Instant.parse("2024-02-29T12:34:56.000001Z"),
        Instant.parse("0001-01-01T00:00:00Z"),
        Instant.parse("9999-12-31T23:59:59.999999Z"),
        null);
    survive(
        DataType.decimal(38, 9),
        new BigDecimal("12345678901234567890123456789.123456789"),
        new BigDecimal("-0.000000001"),
        new BigDecimal("0.000000000"),
        null);
    survive(DataType.BINARY, new byte[] {0, 1, -1, 39, 92}, new byte[0], null);
  }

  @Test
  void W7_listsStructsAndMaps() {
    survive(
        DataType.list(DataType.INT64),
        List.of(),
        List.of(1L, Long.MIN_VALUE),
        Arrays.asList(1L, null),
        null);
    survive(
        DataType.list(DataType.FLOAT64), List.of(Double.NaN, Double.POSITIVE_INFINITY, 0.1, -2.0));
    survive(
        DataType.STRING_MAP,
        Map.of(),
        Map.of("a\"'\\\n", "b\0🐦"),
        Collections.singletonMap("k", null),
        null);
    survive(
        DataType.map(DataType.INT64, DataType.TIMESTAMP),
        Map.of(7L, Instant.parse("2024-02-29T12:34:56.000001Z")));
    DataType struct =
        DataType.struct(
            new Column("odd name\"", DataType.STRING),
            new Column("when", DataType.TIMESTAMP),
            new Column("day", DataType.DATE),
            new Column("exact", DataType.decimal(10, 2)),
            new Column("raw", DataType.BINARY),
            new Column("inner", DataType.list(DataType.struct(new Column("n", DataType.INT64)))));
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("odd name\"", "x");
    value.put("when", Instant.parse("2024-02-29T12:34:56.000001Z"));
    value.put("day", LocalDate.of(1969, 12, 31));
    value.put("exact", new BigDecimal("1.50"));
    value.put("raw", new byte[] {0, -1});
    value.put("inner", List.of(Map.of("n", Long.MAX_VALUE)));
    Map<String, @Nullable Object> nulls = new LinkedHashMap<>();
    value.keySet().forEach(name -> nulls.put(name, null));
    survive(struct, value, nulls, null);
  }

  @Test
  void W7_aMapThatTheCallerFillsAnewForEachRow() {
    MetadataStore store = open();
    Schema schema =
        Schema.of(
            new Column("sample_uid", DataType.INT64),
            new Column("metaxy_provenance_by_field", DataType.STRING_MAP));
    Map<String, String> fields = new LinkedHashMap<>();
    Iterable<@Nullable Object[]> rows =
        () ->
            LongStream.range(0, 3)
                .mapToObj(
                    i -> {
                      fields.put("default", "p" + i);
                      return new @Nullable Object[] {i, fields};
                    })
                .iterator();
    store.write(WriteRequest.of(PREDICTIONS.key(), RowCursor.of(schema, rows)));
    assertThat(store.read("predictions").toList())
        .as("W7: each row has its own")
        .extracting(row -> row.get("metaxy_provenance_by_field"))
        .containsExactlyInAnyOrder(
            Map.of("default", "p0"), Map.of("default", "p1"), Map.of("default", "p2"));
  }

  private int features;

  private void survive(DataType type, @Nullable Object... values) {
    // A feature of its own for each type: not every backend can add columns.
    FeatureSpec spec =
        FeatureSpec.builder("values" + features++)
            .idColumns("sample_uid")
            .field("default", "1")
            .build();
    MetadataStore store = open(spec);
    String column = "value";
    Schema schema =
        Schema.of(
            new Column("sample_uid", DataType.INT64),
            new Column(column, type),
            new Column("metaxy_provenance_by_field", DataType.STRING_MAP));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      rows.add(new @Nullable Object[] {(long) i, values[i], Map.of("default", "p")});
    }
    store.write(WriteRequest.of(spec.key(), RowCursor.of(schema, rows)));
    Map<Object, Map<String, @Nullable Object>> back = new HashMap<>();
    store.read(spec.key()).toList().forEach(row -> back.put(id(row), row));
    for (int i = 0; i < values.length; i++) {
      assertThat(back).as("W7: the row of " + type + " " + shown(values[i])).containsKey((long) i);
      assertThat(plain(Objects.requireNonNull(back.get((long) i)).get(column)))
          .as("W7: " + type + " " + shown(values[i]))
          .isEqualTo(plain(values[i]));
    }
    assertThat(back).as("W7: rows of " + type).hasSize(values.length);
  }

  private static Object id(Map<String, @Nullable Object> row) {
    return Objects.requireNonNull(row.get("sample_uid"));
  }

  /** Bytes compare by content as lists; doubles by bits, as {@link Double#equals} does. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(v -> String.valueOf(plain(v))).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> result = new LinkedHashMap<>();
      map.forEach((k, v) -> result.put(k, String.valueOf(plain(v))));
      return result;
    }
    return value;
  }

  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() > 50 ? text.length() + " characters" : text;
  }
}
