package io.metaxy.cli;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureDep;
import io.metaxy.FeatureSpec;
import io.metaxy.Lineage;
import io.metaxy.Metaxy;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.Rows;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be computed anew when images of digits change or go, from Java. */
class DigitsUpdateTest {
  private static final FeatureSpec IMAGES =
      FeatureSpec.builder("digits/images").idColumns("sample_uid").field("pixels").build();

  /** Each image has a prediction of each model. */
  private static final FeatureSpec PREDICTIONS =
      FeatureSpec.builder("predictions")
          .idColumns("sample_uid", "model_version")
          .field("default", "1")
          .dependsOn(
              FeatureDep.on("digits/images")
                  .lineage(new Lineage.Expansion(List.of("sample_uid"), null)))
          .build();

  @TempDir Path folder;

  @Test
  void onSqlite() {
    changesAreFound("sqlite");
  }

  @Test
  void onDuckDb() {
    changesAreFound("duckdb");
  }

  private void changesAreFound(String backend) {
    try (MetadataStore store =
        Metaxy.store(backend)
            .option("database", folder.resolve("digits"))
            .features(IMAGES, PREDICTIONS)
            .open()) {
      write(store, images(0, 1797, ""));
      Increment first = store.resolveUpdate("predictions").collect();
      assertThat(ids(first.newSamples())).isEqualTo(range(0, 1797));
      predict(store, first.newSamples());
      assertThat(store.calculateInputProgress(PREDICTIONS.key())).hasValue(100);

      write(store, images(0, 100, "ff"));
      Increment changed = store.resolveUpdate("predictions").collect();
      assertThat(ids(changed.newSamples())).isEmpty();
      assertThat(ids(changed.staleSamples())).isEqualTo(range(0, 100));
      assertThat(ids(changed.orphanedSamples())).isEmpty();
      predict(store, changed.staleSamples());
      assertThat(store.resolveUpdate("predictions").staleSamples().count()).isZero();

      store.delete(IMAGES.key(), col("sample_uid").ge(100).and(col("sample_uid").lt(150)));
      Increment deleted = store.resolveUpdate("predictions").collect();
      assertThat(ids(deleted.newSamples())).isEmpty();
      assertThat(ids(deleted.staleSamples())).isEmpty();
      assertThat(ids(deleted.orphanedSamples())).isEqualTo(range(100, 150));
    }
  }

  private static void write(MetadataStore store, List<Map<String, @Nullable Object>> images) {
    store.write(WriteRequest.of(IMAGES.key(), images).provenanceOfContent());
  }

  private static List<Map<String, @Nullable Object>> images(int from, int to, String change) {
    List<String> lines =
        DigitsUpdateCommandTest.resource("demo/digits-images.csv").lines().toList();
    List<Map<String, @Nullable Object>> images = new ArrayList<>();
    for (String line : lines.subList(from + 1, to + 1)) {
      String[] cells = line.split(",");
      Map<String, @Nullable Object> image = new LinkedHashMap<>();
      image.put("sample_uid", Long.parseLong(cells[0]));
      image.put("label", Long.parseLong(cells[1]));
      image.put("pixels_sha256", cells[cells.length - 1] + change);
      images.add(image);
    }
    return images;
  }

  /** What two models make of the samples. */
  private static void predict(MetadataStore store, Rows samples) {
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    for (Map<String, @Nullable Object> sample : samples.toList()) {
      for (String model : List.of("v1", "v2")) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(sample);
        result.put("model_version", model);
        result.put("predicted", sample.get("label"));
        results.add(result);
      }
    }
    store.write(PREDICTIONS.key(), results);
  }

  private static List<Long> ids(Rows rows) {
    List<Long> ids = new ArrayList<>();
    try (RowCursor cursor = rows.cursor()) {
      int position = cursor.schema().indexOf("sample_uid");
      while (cursor.next()) {
        ids.add((Long) cursor.value(position));
      }
    }
    return ids.stream().sorted().toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
