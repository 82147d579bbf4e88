package io.metaxy.sqlite;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README, which is cut from here. */
class ReadmeExampleTest {
  @TempDir Path folder;

  // README begins
  record Prediction(long sampleUid, String modelVersion, double confidence) {}

  @Test
  void deletesFromJava() {
    FeatureSpec predictions =
        FeatureSpec.builder("predictions")
            .idColumns("sample_uid", "model_version")
            .field("default", "1")
            .build();
    FeatureSpec modelV1 =
        FeatureSpec.builder("predictions/model_v1").idColumns("sample_uid").build();

    try (MetadataStore store =
        Metaxy.store("sqlite")
            .option("database", folder.resolve("metaxy.db"))
            .features(predictions, modelV1)
            .open()) {
      store.write(
          "predictions",
          List.of(row(1, "v1", 0.2), row(2, "v1", 0.9), row(1, "v2", 0.8), row(2, "v2", 0.7)));
      store.write("predictions/model_v1", List.of(row(1, "v1", 0.2), row(2, "v1", 0.9)));

      // Soft: a tombstone per sample hides it; its history stays.
      DeleteReceipt soft = store.delete("predictions", col("model_version").eq("v1"));
      assertThat(soft.samples()).isEqualTo(2);

      // Hard: the rows go, history and tombstones too.
      DeleteReceipt hard =
          store.hardDelete(FeatureKey.of("predictions", "model_v1"), col("confidence").lt(0.5));
      assertThat(hard.rows()).isEqualTo(1);

      Rows active = store.read("predictions");
      Rows withDeleted = store.read(ReadRequest.of("predictions").includeDeleted());
      Rows onlyDeleted = store.read(ReadRequest.of("predictions").onlyDeleted());
      assertThat(active.count()).isEqualTo(2);
      assertThat(withDeleted.count()).isEqualTo(4);
      assertThat(onlyDeleted.count()).isEqualTo(2);

      // As maps, as a stream (close it), as records of your own.
      List<Map<String, @Nullable Object>> maps = active.toList();
      assertThat(maps.get(0)).containsEntry("model_version", "v2");
      try (Stream<Map<String, @Nullable Object>> rows = active.stream()) {
        assertThat(rows.map(row -> row.get("confidence"))).containsExactlyInAnyOrder(0.8, 0.7);
      }
      assertThat(active.toList(Prediction.class))
          .containsExactlyInAnyOrder(new Prediction(1, "v2", 0.8), new Prediction(2, "v2", 0.7));

      // A write after a delete brings the sample back.
      store.write("predictions", List.of(row(1, "v1", 0.6)));
      assertThat(store.read("predictions").count()).isEqualTo(3);

      // A dry run gives the receipt and changes nothing; a filter may be a text.
      DeleteReceipt plan =
          store.delete(DeleteRequest.soft("predictions").where("confidence < 0.75").dryRun());
      assertThat(plan.samples()).isEqualTo(2);
    }
  }

  private static Map<String, @Nullable Object> row(long id, String model, double confidence) {
    return Map.of(
        "sample_uid", id,
        "model_version", model,
        "confidence", confidence,
        "metaxy_provenance_by_field", Map.of("default", model + "-" + id));
  }

  // README ends

  /** A feature may keep a deletion flag of its own; it is a column like others. */
  @Test
  void aDeletionFlagOfTheUsersOwn() {
    FeatureSpec spec = FeatureSpec.builder("images").idColumns("sample_uid").build();
    try (MetadataStore store =
        Metaxy.store("sqlite")
            .option("database", folder.resolve("flags.db"))
            .features(spec)
            .open()) {
      store.write(
          "images",
          List.of(
              Map.of(
                  "sample_uid",
                  1,
                  "is_removed",
                  true,
                  "metaxy_provenance_by_field",
                  Map.of("default", "a")),
              Map.of(
                  "sample_uid",
                  2,
                  "is_removed",
                  false,
                  "metaxy_provenance_by_field",
                  Map.of("default", "b"))));
      Rows kept = store.read(ReadRequest.of("images").where(col("is_removed").not()));
      assertThat(kept.toList()).extracting(row -> row.get("sample_uid")).containsExactly(2L);
      assertThat(store.read(ReadRequest.of("images").where("is_removed")).count()).isEqualTo(1);
    }
  }
}
