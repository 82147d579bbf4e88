package io.metaxy.tck.python;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.HashAlgorithm;
import io.metaxy.Metaxy;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.VersionScope;
import io.metaxy.tck.StoreHarness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One store, written and deleted from by both languages in turns (rule C2). Needs a backend that
 * the Python library has, too; without Python it is skipped and says so.
 */
public abstract class PythonInterop {
  static final String FEATURE = "interop/root";

  static final FeatureSpec SPEC =
      FeatureSpec.builder(FEATURE)
          .idColumns("sample_uid")
          .field("audio", "1")
          .field("frames", "2")
          .build();

  /** What both sides read to be compared: live rows, and all there are. */
  private static final List<Map<String, Object>> READS =
      List.of(
          Map.of("do", "read"),
          Map.of(
              "do",
              "read",
              "with_sample_history",
              true,
              "with_feature_history",
              true,
              "include_soft_deleted",
              true));

  @TempDir Path folder = Path.of("");

  private @Nullable PythonLibrary python;

  /** How Java opens stores. */
  protected abstract StoreHarness harness();

  /**
   * How Python opens the store that has these options: its {@code type}, as {@code interop.py}
   * knows it, and arguments of its class.
   */
  protected abstract Map<String, Object> pythonStore(Map<String, Object> options);

  @BeforeEach
  void findPython() throws IOException, InterruptedException {
    python = PythonLibrary.find();
  }

  @Test
  void C2_pythonWritesAndJavaReadsDeletesAndWrites() throws IOException, InterruptedException {
    Map<String, Object> options = harness().freshOptions(folder);
    sameFromBoth(
        options, steps(write(0, 50, "py"), delete("score", "<", 0.1, true), write(10, 5, "again")));
    try (MetadataStore store = open(options)) {
      assertThat(store.delete(DeleteRequest.soft(FEATURE).where(col("score").lt(0.2))).samples())
          .isPositive();
      assertThat(store.delete(DeleteRequest.hard(FEATURE).where(col("score").ge(0.9))).rows())
          .isPositive();
      store.write(FEATURE, typed(rows(45, 10, "java")));
    }
    sameFromBoth(options, steps());
  }

  @Test
  void C2_javaWritesAndPythonReadsDeletesAndWrites() throws IOException, InterruptedException {
    Map<String, Object> options = harness().freshOptions(folder);
    try (MetadataStore store = open(options)) {
      store.write(FEATURE, typed(rows(0, 3000, "java")));
      store.delete(DeleteRequest.soft(FEATURE).where(col("score").lt(0.1)));
    }
    sameFromBoth(options, steps());
    sameFromBoth(
        options,
        steps(
            delete("score", "<", 0.2, true),
            delete("score", ">=", 0.9, false),
            write(2990, 20, "py")));
    try (MetadataStore store = open(options)) {
      assertThat(store.delete(DeleteRequest.hard(FEATURE).where("sample_uid >= 2990")).samples())
          .isEqualTo(20);
    }
    sameFromBoth(options, steps());
  }

  @SafeVarargs
  private static List<Map<String, Object>> steps(Map<String, Object>... steps) {
    List<Map<String, Object>> all = new ArrayList<>(List.of(steps));
    all.addAll(READS);
    return all;
  }

  /** Lets Python do the steps, the last of them being reads, and reads the same from Java. */
  private void sameFromBoth(Map<String, Object> options, List<Map<String, Object>> steps)
      throws IOException, InterruptedException {
    Map<String, Object> place = new LinkedHashMap<>(pythonStore(options));
    place.put("hash_algorithm", "md5");
    List<?> fromPython = Objects.requireNonNull(python).run(place, steps);
    try (MetadataStore store = open(options)) {
      List<ReadRequest> reads =
          List.of(
              ReadRequest.of(FEATURE),
              ReadRequest.of(FEATURE)
                  .withSampleHistory()
                  .versions(VersionScope.ACROSS)
                  .includeDeleted());
      for (int i = 0; i < reads.size(); i++) {
        assertThat(store.read(reads.get(i)).toList().stream().map(PythonInterop::plain).toList())
            .isNotEmpty()
            .containsExactlyInAnyOrderElementsOf(
                ((List<?>) fromPython.get(i)).stream().map(row -> texts((Map<?, ?>) row)).toList());
      }
    }
  }

  private MetadataStore open(Map<String, Object> options) {
    var builder =
        Metaxy.store(harness().backend())
            .hashAlgorithm(HashAlgorithm.MD5)
            .project("kit")
            .features(SPEC);
    options.forEach(builder::option);
    return builder.open();
  }

  private static Map<String, Object> write(int first, int count, String label) {
    return Map.of("do", "write", "rows", rows(first, count, label));
  }

  private static Map<String, Object> delete(
      String column, String operator, double value, Object soft) {
    return Map.of("do", "delete", "where", List.of(column, operator, value), "soft", soft);
  }

  static List<Map<String, @Nullable Object>> rows(int first, int count, String label) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("sample_uid", i);
      row.put("score", (i * 37 % 100) / 100.0);
      row.put("label", i % 7 == 0 ? null : label);
      row.put("taken_at", (i % 2 == 0 ? 1L : -1L) * i * 1_000_000_007L);
      row.put("metaxy_provenance_by_field", Map.of("audio", label + i, "frames", "größe 🐦" + i));
      rows.add(row);
    }
    return rows;
  }

  /** The rows with their times as Java has them. */
  static List<Map<String, @Nullable Object>> typed(List<Map<String, @Nullable Object>> rows) {
    rows.forEach(
        row ->
            row.computeIfPresent(
                "taken_at", (n, micros) -> Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS)));
    return rows;
  }

  static Map<String, String> plain(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>(row);
    plain.replaceAll(
        (name, value) ->
            value instanceof Instant at ? ChronoUnit.MICROS.between(Instant.EPOCH, at) : value);
    return texts(plain);
  }

  static Map<String, String> texts(Map<?, ?> row) {
    Map<String, String> texts = new TreeMap<>(Collections.reverseOrder());
    row.forEach(
        (name, value) ->
            texts.put(
                (String) name,
                value instanceof Map<?, ?> map ? texts(map).toString() : String.valueOf(value)));
    return texts;
  }
}
