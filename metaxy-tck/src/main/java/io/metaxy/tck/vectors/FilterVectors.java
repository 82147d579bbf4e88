package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Transaction;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.tck.StoreHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Filters that the Python library evaluated, and those that must be refused (rules E1, E4). */
public abstract class FilterVectors {
  @TempDir Path folder = Path.of("");

  /** How stores are opened. */
  protected abstract StoreHarness harness();

  @TestFactory
  Stream<DynamicTest> filters() {
    List<DynamicTest> tests = new ArrayList<>();
    VectorFiles.of("filters", List.of("filters-open", "filters"))
        .forEach((file, content) -> add(tests, file, object(content)));
    return tests.stream();
  }

  private void add(List<DynamicTest> tests, String file, Map<String, @Nullable Object> content) {
    boolean full = content.containsKey("valid");
    // The first column tells the rows apart.
    String id = object(object(content.get("table")).get("columns")).keySet().iterator().next();
    Map<String, Object> options;
    try {
      options =
          harness().freshOptions(Files.createDirectory(folder.resolve("store" + tests.size())));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    store(options, id, object(content.get("table")));
    for (Object each : list(content.get(full ? "valid" : "cases"))) {
      Map<String, @Nullable Object> filter = object(each);
      String text = String.valueOf(filter.get("filter"));
      @Nullable List<@Nullable Object> ids = expected(filter, full);
      if (Differences.isRefused(text) || isMismatch(filter)) {
        tests.add(dynamicTest(file + ": refuses " + text, () -> assertRefused(options, id, text)));
      } else if (ids != null) {
        tests.add(
            dynamicTest(
                file + ": " + text,
                () ->
                    assertThat(matching(options, id, text))
                        .as("E1, E4: %s", text)
                        .isEqualTo(longs(ids))));
      }
    }
    for (Object each : list(content.get("invalid"))) {
      String text = String.valueOf(object(each).get("filter"));
      tests.add(
          dynamicTest(
              file + ": refuses " + text,
              () -> {
                assumeFalse(full && Differences.isOurs(text), "E4 has it, the Python library not");
                assertRefused(options, id, text);
              }));
    }
  }

  /** Whether only DuckDB takes it, which converts texts and numbers into each other. */
  private static boolean isMismatch(Map<String, @Nullable Object> filter) {
    return "mismatch".equals(filter.get("group")) && "duckdb_only".equals(filter.get("outcome"));
  }

  private static @Nullable List<@Nullable Object> expected(
      Map<String, @Nullable Object> filter, boolean full) {
    if (!full) {
      return list(filter.get("rows"));
    }
    if (filter.get("matching_ids") != null) {
      return list(filter.get("matching_ids"));
    }
    String engine =
        Differences.isAsInPolars(String.valueOf(filter.get("filter"))) ? "polars" : "duckdb";
    Object outcome = filter.get(engine);
    Object ids = outcome == null ? null : object(outcome).get("ids");
    return ids == null ? null : list(ids);
  }

  private static Set<Long> longs(List<@Nullable Object> ids) {
    Set<Long> longs = new TreeSet<>();
    ids.forEach(each -> longs.add(((Number) Objects.requireNonNull(each)).longValue()));
    return longs;
  }

  private MetadataStore open(Map<String, Object> options, String id) {
    FeatureSpec spec = FeatureSpec.builder("filters").idColumns(id).field("default", "1").build();
    return harness().open(options, FeatureGraph.of(spec), Clock.systemUTC());
  }

  private Set<Long> matching(Map<String, Object> options, String id, String filter) {
    Set<Long> ids = new TreeSet<>();
    try (MetadataStore store = open(options, id);
        RowCursor rows = store.read(ReadRequest.of("filters").where(filter).columns(id)).cursor()) {
      while (rows.next()) {
        ids.add((Long) Objects.requireNonNull(rows.value(0)));
      }
    }
    return ids;
  }

  private void assertRefused(Map<String, Object> options, String id, String filter) {
    try {
      matching(options, id, filter);
    } catch (MetaxyException e) {
      return;
    }
    throw new AssertionError("E4: accepted: " + filter);
  }

  /** The table is written as a foreign writer would: some of its system columns are null. */
  private void store(Map<String, Object> options, String id, Map<String, @Nullable Object> table) {
    Map<String, @Nullable Object> types = object(table.get("columns"));
    List<Column> columns = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          if (!SystemColumns.contains(name)) {
            columns.add(new Column(name, Values.type(String.valueOf(type))));
          }
        });
    columns.addAll(SystemColumns.SCHEMA.columns());
    Schema schema = Schema.of(columns);
    try (MetadataStore store = open(options, id)) {
      String version = store.versions(io.metaxy.FeatureKey.of("filters")).featureVersion();
      List<@Nullable Object[]> rows = new ArrayList<>();
      for (Object each : list(table.get("rows"))) {
        rows.add(row(schema, object(each), version));
      }
      try (Backend backend = harness().openBackend(options);
          Transaction transaction = backend.begin("filters")) {
        transaction.create(schema, List.of(SystemColumns.FEATURE_VERSION, id));
        transaction.append(RowCursor.of(schema, rows));
        transaction.commit();
      }
    }
  }

  private static @Nullable Object[] row(
      Schema schema, Map<String, @Nullable Object> json, String version) {
    @Nullable Object[] row = new @Nullable Object[schema.size()];
    for (int i = 0; i < row.length; i++) {
      Column column = schema.column(i);
      Object value = json.get(column.name());
      row[i] =
          column.type() instanceof DataType.MapOf
              ? Map.of("default", "p")
              : Values.of(column.type(), value);
    }
    row[schema.indexOf(SystemColumns.FEATURE_VERSION)] = version;
    row[schema.indexOf(SystemColumns.UPDATED_AT)] = java.time.Instant.EPOCH;
    return row;
  }
}
