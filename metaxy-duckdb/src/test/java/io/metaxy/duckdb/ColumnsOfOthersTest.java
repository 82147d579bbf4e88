package io.metaxy.duckdb;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.spi.Scan;
import io.metaxy.store.AccessMode;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns of types that data frames of Python have and our schemas have not (rules C2, W7). */
class ColumnsOfOthersTest {
  /** Where 02:30 of the tenth of March 2024 is no local time. */
  private static final TimeZone NEW_YORK = TimeZone.getTimeZone("America/New_York");

  private static final Instant MOMENT = Instant.parse("2024-03-10T02:30:00.123456Z");

  @TempDir Path folder;

  private final TimeZone usual = TimeZone.getDefault();

  private record Case(String type, String sql, Object value) {
    @Override
    public String toString() {
      return type;
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case("TINYINT", "-100", -100L),
        new Case("INTEGER", "-2000000000", -2_000_000_000L),
        new Case("UTINYINT", "200", 200L),
        new Case("USMALLINT", "60000", 60_000L),
        new Case("UINTEGER", "3000000000", 3_000_000_000L),
        new Case("UBIGINT", "18446744073709551615", new BigDecimal("18446744073709551615")),
        new Case(
            "HUGEINT", "'-1000000000000000000000000000000'", new BigDecimal("-1" + "0".repeat(30))),
        new Case("UHUGEINT", "18446744073709551616", new BigDecimal("18446744073709551616")),
        new Case("FLOAT", "0.5", 0.5),
        new Case("FLOAT[3]", "[1.5, -2.5, 0]", List.of(1.5, -2.5, 0.0)),
        new Case("DOUBLE[2][1]", "[[1.5, 2]]", List.of(List.of(1.5, 2.0))),
        new Case("FLOAT[]", "[1.5, 2]", List.of(1.5, 2.0)),
        new Case("UINTEGER[]", "[3000000000]", List.of(3_000_000_000L)),
        new Case("ENUM('b', 'it''s (a)')", "'it''s (a)'", "it's (a)"),
        new Case("ENUM('x', 'y')[]", "['y', 'x']", List.of("y", "x")),
        new Case("TIME", "'12:34:56'", "12:34:56"),
        new Case("UUID", "'6ba7b810-9dad-11d1-80b4-00c04fd430c8'", UUID),
        new Case("INTERVAL", "INTERVAL '3 days 02:00:01'", "3 days 02:00:01"),
        new Case("BIT", "'0101'", "0101"),
        new Case("JSON", "'{\"a\": 1}'", "{\"a\": 1}"),
        new Case("TIMESTAMP", "'2024-03-10 02:30:00.123456'", MOMENT),
        new Case("TIMESTAMP_NS", "'2024-03-10 02:30:00.123456'", MOMENT),
        new Case("TIMESTAMP[]", "['2024-03-10 02:30:00.123456']", List.of(MOMENT)),
        new Case("TIMESTAMP WITH TIME ZONE", "'2024-03-10 02:30:00.123456+00'", MOMENT),
        new Case("MAP(VARCHAR, UTINYINT)", "MAP {'k': 200}", Map.of("k", 200L)),
        new Case(
            "STRUCT(\"a b\" UTINYINT, \"time\" TIME, e ENUM('q'))",
            "{'a b': 200, 'time': '12:34:56', 'e': 'q'}",
            Map.of("a b", 200L, "time", "12:34:56", "e", "q")));
  }

  private static final String UUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

  @BeforeEach
  void travel() {
    TimeZone.setDefault(NEW_YORK);
  }

  @AfterEach
  void comeBack() {
    TimeZone.setDefault(usual);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsValuesAreReadAsTheyAre(Case column) throws SQLException {
    make(column);
    try (MetadataStore store = open()) {
      assertThat(values(store, ReadRequest.of("f")))
          .containsEntry(1L, column.value())
          .containsEntry(2L, null);
      if (!(column.value() instanceof List || column.value() instanceof Map)) {
        assertThat(values(store, ReadRequest.of("f").where(col("other").eq(column.value()))))
            .containsOnlyKeys(1L);
      }
      // What is copied inside the engine stays as it is.
      store.delete(DeleteRequest.soft("f").where(col("id").eq(1)));
      assertThat(values(store, ReadRequest.of("f").onlyDeleted()))
          .containsExactly(Map.entry(1L, column.value()));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsValuesAreTheSameInATransaction(Case column) throws SQLException {
    make(column);
    DuckDbFile file = new DuckDbFile(path(), Duration.ZERO, Map.of(), AccessMode.WRITE);
    try (DuckDbBackend backend = new DuckDbBackend(file, 1_000);
        var transaction = backend.begin("f");
        var rows = transaction.scan(new Scan("f", List.of("id", "other"), null))) {
      Map<Object, @Nullable Object> found = new HashMap<>();
      while (rows.next()) {
        found.put(String.valueOf(rows.value(0)), rows.value(1));
      }
      assertThat(found).containsEntry("1", column.value()).containsEntry("2", null);
    }
  }

  private Path path() {
    return folder.resolve("others.duckdb");
  }

  private MetadataStore open() {
    return Metaxy.store("duckdb")
        .option("database", path())
        .features(FeatureSpec.builder("f").idColumns("id").field("default", "1").build())
        .open();
  }

  /** A table with a column of another program's, which is null in the second row. */
  private void make(Case column) throws SQLException {
    try (MetadataStore store = open()) {
      store.write("f", List.of(row(1), row(2)));
    }
    try (Connection connection =
        new DuckDBDriver().connect("jdbc:duckdb:" + path(), new Properties())) {
      DuckDbFile.execute(connection, "SET TimeZone = 'UTC'");
      DuckDbFile.execute(connection, "ALTER TABLE f ADD COLUMN other " + column.type());
      DuckDbFile.execute(connection, "UPDATE f SET other = " + column.sql() + " WHERE id = 1");
    }
  }

  private static Map<String, Object> row(long id) {
    return Map.of("id", id, "metaxy_provenance_by_field", Map.of("default", "p" + id));
  }

  private static Map<Long, @Nullable Object> values(MetadataStore store, ReadRequest request) {
    return store.read(request).toList().stream()
        .collect(
            HashMap::new,
            (map, row) -> map.put((Long) row.get("id"), row.get("other")),
            Map::putAll);
  }
}
