package io.metaxy.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureSpec;
import io.metaxy.HashAlgorithm;
import io.metaxy.Lineage;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.RebaseRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples of an old feature version that are taken over to another one. */
class RebaseTest {
  private static final FeatureSpec IMAGES =
      FeatureSpec.builder("images").idColumns("id").field("pixels").build();

  @TempDir Path folder;

  private static FeatureSpec made(String codeVersion, Lineage lineage, String... ids) {
    return FeatureSpec.builder("made")
        .idColumns(ids)
        .field("default", codeVersion)
        .dependsOn(FeatureDep.on("images").lineage(lineage))
        .build();
  }

  private static FeatureSpec made(String codeVersion) {
    return made(codeVersion, new Lineage.Identity(), "id");
  }

  private MetadataStore open(FeatureSpec made) {
    return Metaxy.store("sqlite")
        .option("database", folder.resolve("store.db"))
        .hashAlgorithm(HashAlgorithm.MD5)
        .project("test")
        .features(IMAGES, made)
        .open();
  }

  private static void writeImages(MetadataStore store, long... ids) {
    for (long id : ids) {
      store.write(
          "images",
          List.of(
              Map.of(
                  "id",
                  id,
                  "album",
                  id / 2,
                  "metaxy_provenance_by_field",
                  Map.of("pixels", "p" + id))));
    }
  }

  private static String version(MetadataStore store) {
    return store.versions(io.metaxy.FeatureKey.of("made")).featureVersion();
  }

  private static List<Map<String, @Nullable Object>> computed(
      MetadataStore store, Map<String, Object> more) {
    return store.resolveUpdate("made").newSamples().toList().stream()
        .map(
            row -> {
              Map<String, @Nullable Object> result = new LinkedHashMap<>(row);
              result.putAll(more);
              return result;
            })
        .toList();
  }

  @Test
  void whatIsRebasedIsUpToDateAndDataVersionsOfAWriterStay() {
    String old;
    try (MetadataStore store = open(made("1"))) {
      writeImages(store, 1, 2, 3, 4);
      List<Map<String, @Nullable Object>> rows = computed(store, Map.of("score", 0.5));
      rows.get(0).put("metaxy_data_version_by_field", Map.of("default", "mine"));
      rows.get(0).put("metaxy_data_version", "ours");
      store.write("made", rows);
      store.delete(io.metaxy.FeatureKey.of("made"), io.metaxy.expr.Expressions.col("id").eq(3));
      store.delete(io.metaxy.FeatureKey.of("images"), io.metaxy.expr.Expressions.col("id").eq(4));
      old = version(store);
    }
    try (MetadataStore store = open(made("2"))) {
      assertThat(store.rebase(RebaseRequest.of("made", old).dryRun()).rows()).isEqualTo(2);
      assertThat(store.read("made").count()).isZero();
      assertThat(store.rebase(RebaseRequest.of("made", old)).toVersion()).isEqualTo(version(store));
      assertThat(store.read("made").toList())
          .as("the deleted sample and the one without an image are left out")
          .extracting(row -> row.get("id"), row -> row.get("score"))
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(1L, 0.5),
              org.assertj.core.groups.Tuple.tuple(2L, 0.5));
      Map<Object, Object> versions = new LinkedHashMap<>();
      for (Map<String, @Nullable Object> row : store.read("made").toList()) {
        versions.put(
            Objects.requireNonNull(row.get("id")),
            row.get("metaxy_data_version_by_field") + " " + row.get("metaxy_data_version"));
        if (Objects.equals(row.get("id"), 2L)) {
          assertThat(row.get("metaxy_data_version")).isEqualTo(row.get("metaxy_provenance"));
        }
      }
      assertThat(versions).containsEntry(1L, "{default=mine} ours");
      assertThat(store.resolveUpdate("made").staleSamples().count()).isZero();
    }
  }

  @Test
  void aPushedVersionIsATargetToo() {
    String first;
    try (MetadataStore store = open(made("1"))) {
      store.push();
      first = version(store);
    }
    try (MetadataStore store = open(made("2"))) {
      writeImages(store, 1, 2);
      store.write("made", computed(store, Map.of()));
      String second = version(store);
      assertThat(store.rebase(RebaseRequest.of("made", second).to(first)).rows()).isEqualTo(2);
      assertThat(store.read(ReadRequest.of("made").featureVersion(first)).count()).isEqualTo(2);
      assertThatThrownBy(() -> store.rebase(RebaseRequest.of("made", second).to("nothing")))
          .extracting(e -> ((MetaxyException) e).code())
          .isEqualTo(ErrorCode.INVALID_REQUEST);
    }
    try (MetadataStore store = open(made("1"))) {
      assertThat(store.resolveUpdate("made").newSamples().count()).isZero();
      assertThat(store.resolveUpdate("made").staleSamples().count()).isZero();
    }
  }

  @Test
  void samplesOfGroupsAndPartsAreRebasedOnce() {
    Lineage groups = new Lineage.Aggregation(List.of("album"));
    String old;
    try (MetadataStore store = open(made("1", groups, "album"))) {
      writeImages(store, 0, 1, 2, 3);
      List<Map<String, @Nullable Object>> albums =
          Stream.of(0L, 1L)
              .map(
                  album ->
                      computed(store, Map.of()).stream()
                          .filter(row -> Objects.equals(row.get("album"), album))
                          .findFirst()
                          .orElseThrow())
              .toList();
      store.write("made", albums);
      old = version(store);
    }
    try (MetadataStore store = open(made("2", groups, "album"))) {
      assertThat(store.rebase(RebaseRequest.of("made", old)).rows()).isEqualTo(2);
      assertThat(store.resolveUpdate("made").staleSamples().count()).isZero();
      store.drop(io.metaxy.FeatureKey.of("made"));
    }
    Lineage parts = new Lineage.Expansion(List.of("id"), null);
    try (MetadataStore store = open(made("3", parts, "id", "part"))) {
      for (String part : List.of("a", "b")) {
        store.write(
            "made",
            store.resolveUpdate("made").input().orElseThrow().toList().stream()
                .map(
                    row -> {
                      Map<String, @Nullable Object> result = new LinkedHashMap<>(row);
                      result.put("part", part);
                      return result;
                    })
                .toList());
      }
      old = version(store);
    }
    try (MetadataStore store = open(made("4", parts, "id", "part"))) {
      assertThat(store.rebase(RebaseRequest.of("made", old)).rows()).isEqualTo(8);
      assertThat(store.resolveUpdate("made").staleSamples().count()).isZero();
    }
  }
}
