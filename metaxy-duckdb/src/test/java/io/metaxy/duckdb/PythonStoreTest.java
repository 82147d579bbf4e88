package io.metaxy.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.FeatureKey;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.Rows;
import io.metaxy.store.VersionScope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that the Python library wrote, with maps and without (rule C2). */
class PythonStoreTest {
  /** The recording's time of step 0. */
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  @TempDir Path folder;

  private MetadataStore open(String form) throws IOException {
    Path config = folder.resolve("metaxy.toml");
    if (!Files.exists(config)) {
      try (InputStream toml = resource(form + "/metaxy.toml");
          InputStream store = new GZIPInputStream(resource(form + "/store.duckdb.gz"))) {
        Files.copy(toml, config);
        Files.copy(store, folder.resolve("store.duckdb"));
      }
    }
    return Metaxy.project(folder).open();
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        PythonStoreTest.class.getResourceAsStream("python-store/" + name), name);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> expected(String form) throws IOException {
    try (InputStream json = new GZIPInputStream(resource(form + "/expected.json.gz"))) {
      return new ObjectMapper().readValue(json, Map.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"map", "struct"})
  void readsWhatPythonReads(String form) throws IOException {
    Map<?, ?> features = (Map<?, ?>) expected(form).get("features");
    try (MetadataStore store = open(form)) {
      assertThat(features).isNotEmpty();
      features.forEach(
          (key, reads) -> {
            Map<?, ?> read = (Map<?, ?>) reads;
            ReadRequest request = ReadRequest.of((String) key);
            same(key + " default", store, request, read.get("default_read"));
            same(
                key + " versions",
                store,
                request.versions(VersionScope.ACROSS),
                read.get("with_feature_history"));
            same(
                key + " deleted",
                store,
                request.includeDeleted(),
                read.get("include_soft_deleted"));
            same(
                key + " all",
                store,
                request.versions(VersionScope.ACROSS).withSampleHistory().includeDeleted(),
                read.get("all_rows"));
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"map", "struct"})
  void resolvesWhatPythonResolves(String form) throws IOException {
    Map<?, ?> features = (Map<?, ?>) expected(form).get("features");
    int compared = 0;
    try (MetadataStore store = open(form)) {
      for (Map.Entry<?, ?> feature : features.entrySet()) {
        Map<?, ?> update = (Map<?, ?>) ((Map<?, ?>) feature.getValue()).get("resolve_update");
        if (update != null) {
          Increment increment = store.resolveUpdate(FeatureKey.of((String) feature.getKey()));
          same(feature.getKey() + " new", increment.newSamples(), update.get("new"));
          same(feature.getKey() + " stale", increment.staleSamples(), update.get("stale"));
          same(feature.getKey() + " orphaned", increment.orphanedSamples(), update.get("orphaned"));
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(2);
  }

  private static void same(String what, Rows actual, Object expected) {
    assertThat(actual.toList().stream().map(PythonStoreTest::plain).toList())
        .as(what)
        .containsExactlyInAnyOrderElementsOf(
            ((List<?>) expected).stream().map(row -> withoutNulls(json((Map<?, ?>) row))).toList());
  }

  private static void same(String what, MetadataStore store, ReadRequest request, Object expected) {
    same(what, store.read(request), expected);
  }

  /** A row of ours in the form of the recording. */
  private static Map<String, String> plain(Map<String, @Nullable Object> row) {
    Map<String, String> plain = new TreeMap<>();
    row.forEach(
        (name, value) -> {
          String shortName = name.replaceFirst("^metaxy_", "");
          if (name.startsWith("metaxy_") && name.endsWith("_at")) {
            plain.put(shortName.replace("_at", "_step"), minutes((Instant) value));
          } else if (value instanceof Instant instant) {
            plain.put(name, LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString());
          } else if (value instanceof LocalDate day) {
            plain.put(name, day.toString());
          } else if (value instanceof Map<?, ?> map) {
            plain.put(shortName, json(map).toString());
          } else {
            plain.put(shortName, String.valueOf(value));
          }
        });
    plain.put("is_deleted", String.valueOf(row.get("metaxy_deleted_at") != null));
    return withoutNulls(plain);
  }

  /** A column that is null and one that is not there are the same in the recording. */
  private static Map<String, String> withoutNulls(Map<String, String> row) {
    row.values().removeIf("null"::equals);
    return row;
  }

  private static String minutes(@Nullable Instant at) {
    return at == null ? "null" : String.valueOf(Duration.between(START, at).toMinutes());
  }

  private static Map<String, String> json(Map<?, ?> row) {
    Map<String, String> plain = new TreeMap<>();
    row.forEach(
        (name, value) ->
            plain.put(
                (String) name,
                value instanceof Map<?, ?> map ? json(map).toString() : String.valueOf(value)));
    return plain;
  }

  @ParameterizedTest
  @ValueSource(strings = {"map", "struct"})
  void deletesAndWritesInPythonsTables(String form) throws IOException {
    try (MetadataStore store = open(form)) {
      long before = store.read("video/raw").count();
      assertThat(store.delete(DeleteRequest.soft("video/raw").where("sample_uid = 'p2'")).samples())
          .isEqualTo(1);
      store.write(
          "video/raw",
          List.of(
              Map.of(
                  "sample_uid",
                  "p2",
                  "size",
                  7,
                  "metaxy_provenance_by_field",
                  Map.of("x", "new", "y_z", "y"))));
      assertThat(store.read("video/raw").count()).isEqualTo(before);
      Map<String, @Nullable Object> row =
          store.read(ReadRequest.of("video/raw").where("sample_uid = 'p2'")).toList().get(0);
      assertThat(row)
          .containsEntry("size", 7L)
          .containsEntry("path", null)
          .containsEntry("metaxy_provenance_by_field", Map.of("x", "new", "y_z", "y"));
      assertThat(store.delete(DeleteRequest.hard("video/raw").where("sample_uid = 'p2'")).samples())
          .isEqualTo(1);
    }
    try (MetadataStore store = open(form)) {
      assertThat(
              store
                  .read(ReadRequest.of("video/raw").includeDeleted().where("sample_uid = 'p2'"))
                  .count())
          .isZero();
    }
  }

  @Test
  void aFieldThatTheStructLacksIsAnErrorAndNotLost() throws IOException {
    try (MetadataStore store = open("struct")) {
      Map<String, Object> row =
          Map.of(
              "sample_uid",
              "p9",
              "metaxy_provenance_by_field",
              Map.of("x", "a", "y_z", "b", "more", "c"));
      assertThatThrownBy(() -> store.write("video/raw", List.of(row)))
          .isInstanceOf(MetaxyException.class)
          .hasMessageContaining("'more'");
    }
  }
}
