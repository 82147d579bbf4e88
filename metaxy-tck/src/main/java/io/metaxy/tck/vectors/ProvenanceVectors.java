package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Transaction;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provenance that the Python library gives to new samples, by each algorithm, worked out inside
 * the engine. Of the lengths to which hashes are cut, cases take turns.
 */
public abstract class ProvenanceVectors {
  /** Those that every algorithm was recorded with. */
  private static final List<String> LENGTHS = List.of("8", "64");

  @TempDir Path folder = Path.of("");

  /** How stores are opened. */
  protected abstract StoreHarness harness();

  /** The algorithms that the engine does not have; it must say so (rule E3). */
  protected Set<HashAlgorithm> missing() {
    return Set.of();
  }

  @TestFactory
  Stream<DynamicTest> provenance() {
    List<DynamicTest> tests = new ArrayList<>();
    VectorFiles.of("provenance", List.of("provenance"))
        .forEach(
            (file, content) -> {
              // The short form of the recording is for hashes alone; metaxy-core checks it.
              List<@Nullable Object> cases =
                  content instanceof Map ? list(object(content).get("cases")) : List.of();
              for (Object each : cases) {
                int number = tests.size();
                Map<String, @Nullable Object> one = object(each);
                tests.add(dynamicTest(file + ": " + one.get("name"), () -> check(one, number)));
              }
            });
    return tests.stream();
  }

  private void check(Map<String, @Nullable Object> one, int number) throws Exception {
    FeatureGraph graph =
        ScenarioFeatures.graph(String.valueOf(one.get("name")), one.get("features"));
    Map<String, Object> options =
        harness().freshOptions(Files.createDirectory(folder.resolve("p" + number)));
    String length = LENGTHS.get(number % LENGTHS.size());
    try (MetadataStore store = open(options, graph, HashAlgorithm.MD5, length)) {
      object(one.get("upstream"))
          .forEach(
              (key, parent) -> {
                FeatureKey feature = FeatureKey.of(key);
                append(
                    options,
                    feature,
                    store.versions(feature).featureVersion(),
                    graph.spec(feature).idColumns(),
                    object(parent));
              });
    }
    Map<String, @Nullable Object> expected = object(one.get("expected"));
    object(expected.get("provenance"))
        .forEach(
            (algorithm, byLength) -> {
              if (Boolean.FALSE.equals(one.get("duckdb_md5_agrees"))) {
                // Polars and DuckDB differ there, and either will do.
                return;
              }
              HashAlgorithm hash = HashAlgorithm.of(algorithm);
              try (MetadataStore store = open(options, graph, hash, length)) {
                if (missing().contains(hash)) {
                  isRefused(algorithm, store, FeatureKey.of(String.valueOf(one.get("target"))));
                  return;
                }
                compare(
                    algorithm + " cut to " + length,
                    list(expected.get("rows")),
                    list(object(byLength).get(length)),
                    store,
                    FeatureKey.of(String.valueOf(one.get("target"))));
              }
            });
  }

  private static void isRefused(String algorithm, MetadataStore store, FeatureKey target) {
    assertThatThrownBy(() -> store.resolveUpdate(target).newSamples().toList())
        .isInstanceOfSatisfying(
            MetaxyException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_EXPRESSION))
        .hasMessageContaining(algorithm);
  }

  private static void compare(
      String what,
      List<@Nullable Object> rows,
      List<@Nullable Object> hashes,
      MetadataStore store,
      FeatureKey target) {
    List<@Nullable Object> expected = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>(object(rows.get(i)));
      row.putAll(object(hashes.get(i)));
      expected.add(row);
    }
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    for (Map<String, @Nullable Object> each : store.resolveUpdate(target).newSamples().toList()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>(each);
      row.remove(SystemColumns.DATA_VERSION);
      row.remove(SystemColumns.DATA_VERSION_BY_FIELD);
      found.add(row);
    }
    assertThat(found).as(what).hasSameSizeAs(expected);
    new ScenarioRows(true).compare(what, expected, found, Map.of());
  }

  private MetadataStore open(
      Map<String, Object> options, FeatureGraph graph, HashAlgorithm algorithm, String length) {
    var builder =
        Metaxy.store(harness().backend())
            .features(graph)
            .project("project")
            .hashAlgorithm(algorithm)
            .hashTruncationLength(Integer.parseInt(length));
    options.forEach(builder::option);
    return builder.open();
  }

  /** Past what the store checks: a parent's data versions may be null. */
  private void append(
      Map<String, Object> options,
      FeatureKey feature,
      String version,
      List<String> ids,
      Map<String, @Nullable Object> parent) {
    List<Column> columns = new ArrayList<>();
    object(parent.get("columns"))
        .forEach((name, type) -> columns.add(new Column(name, Values.type(String.valueOf(type)))));
    columns.addAll(SystemColumns.SCHEMA.columns());
    Schema schema = Schema.of(columns);
    List<String> keys = new ArrayList<>(List.of(SystemColumns.FEATURE_VERSION));
    keys.addAll(ids);
    List<@Nullable Object[]> rows =
        list(parent.get("rows")).stream().map(row -> row(schema, object(row), version)).toList();
    try (Backend backend = harness().openBackend(options);
        Transaction transaction = backend.begin(feature.tableName())) {
      transaction.create(schema, keys);
      transaction.append(RowCursor.of(schema, rows));
      transaction.commit();
    }
  }

  private static @Nullable Object[] row(
      Schema schema, Map<String, @Nullable Object> json, String version) {
    Object versions = json.get("data_version_by_field");
    @Nullable Object[] row = new @Nullable Object[schema.size()];
    for (int i = 0; i < row.length; i++) {
      Column column = schema.column(i);
      row[i] =
          switch (column.name()) {
            case SystemColumns.FEATURE_VERSION -> version;
            case SystemColumns.PROVENANCE_BY_FIELD ->
                json.getOrDefault("provenance_by_field", versions);
            case SystemColumns.DATA_VERSION_BY_FIELD -> versions;
            case SystemColumns.CREATED_AT, SystemColumns.UPDATED_AT -> Instant.EPOCH;
            default ->
                column.type() instanceof DataType.MapOf
                    ? null
                    : Values.of(column.type(), json.get(column.name()));
          };
    }
    return row;
  }
}
