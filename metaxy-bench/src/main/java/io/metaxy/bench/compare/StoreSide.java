package io.metaxy.bench.compare;

import static io.metaxy.expr.Expressions.col;

import io.metaxy.FeatureSpec;
import io.metaxy.HashAlgorithm;
import io.metaxy.Metaxy;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The work through a store; every cell of what is read becomes a Java value. */
final class StoreSide implements Side {
  private static final FeatureSpec ROOT =
      FeatureSpec.builder("bench/root")
          .idColumns("sample_uid")
          .field("audio", "1")
          .field("frames", "1")
          .build();

  private static final FeatureSpec LEAF =
      FeatureSpec.builder("bench/leaf")
          .idColumns("sample_uid")
          .dependsOn("bench/root")
          .field("prediction", "1")
          .build();

  private final String backend;
  private final long rows;
  private final SampleData data;
  private @Nullable MetadataStore store;

  StoreSide(String backend, long rows, SampleData data) {
    this.backend = backend;
    this.rows = rows;
    this.data = data;
  }

  @Override
  public Map<String, Step> steps(Path file) {
    MetadataStore open =
        Metaxy.store(backend)
            .option(backend.equals("iceberg") ? "warehouse" : "database", file)
            .option("config", Map.of("memory_limit", HandSql.MEMORY_LIMIT))
            .hashAlgorithm(HashAlgorithm.MD5)
            .project("bench")
            .features(ROOT, LEAF)
            .open();
    store = open;
    HeldSamples[] held = new HeldSamples[1];
    Map<String, Step> steps = new LinkedHashMap<>();
    steps.put("write", () -> open.write(WriteRequest.of(ROOT.key(), data.all())).rows());
    steps.put("read", () -> read(open.read(ROOT.key()).cursor()));
    steps.put(
        "resolve_new",
        () -> {
          held[0] = held(open.resolveUpdate(LEAF.key()).newSamples().cursor());
          return held[0].size();
        });
    steps.put("write_leaf", () -> open.write(WriteRequest.of(LEAF.key(), held[0].cursor())).rows());
    steps.put(
        "soft_delete",
        () -> open.delete(DeleteRequest.soft(ROOT.key()).where(col("score").lt(0.1))).rows());
    steps.put("read_deleted", () -> read(open.read(ROOT.key()).cursor()));
    steps.put(
        "- write changed", () -> open.write(WriteRequest.of(ROOT.key(), data.changed())).rows());
    steps.put(
        "resolve_stale",
        () -> {
          Increment increment = open.resolveUpdate(LEAF.key());
          return read(increment.newSamples().cursor()) + read(increment.staleSamples().cursor());
        });
    steps.put(
        "hard_delete",
        () -> open.delete(DeleteRequest.hard(ROOT.key()).where(col("score").ge(0.9))).rows());
    steps.put(
        "hard_delete_rows",
        () ->
            open.delete(DeleteRequest.hard(ROOT.key()).where(col("score").ge(0.8)).rows()).rows());
    return steps;
  }

  /** All that was resolved is looked at, and what a write needs is kept. */
  private HeldSamples held(RowCursor cursor) {
    HeldSamples held = new HeldSamples(rows);
    try (cursor) {
      Schema schema = cursor.schema();
      int id = schema.indexOf("sample_uid");
      int score = schema.indexOf("score");
      int fields = schema.indexOf("metaxy_provenance_by_field");
      int provenance = schema.indexOf("metaxy_provenance");
      while (cursor.next()) {
        Map<?, ?> byField = (Map<?, ?>) Objects.requireNonNull(cursor.value(fields));
        held.add(
            (long) Objects.requireNonNull(cursor.value(id)),
            (double) Objects.requireNonNull(cursor.value(score)),
            (String) Objects.requireNonNull(byField.get("prediction")),
            (String) Objects.requireNonNull(cursor.value(provenance)));
      }
    }
    return held;
  }

  private static long read(RowCursor cursor) {
    long count = 0;
    int nulls = 0;
    try (cursor) {
      int width = cursor.schema().size();
      while (cursor.next()) {
        for (int i = 0; i < width; i++) {
          if (cursor.value(i) == null) {
            nulls++;
          }
        }
        count++;
      }
    }
    // Uses what was read, so that no compiler leaves it out.
    return nulls < 0 ? -1 : count;
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }
}
