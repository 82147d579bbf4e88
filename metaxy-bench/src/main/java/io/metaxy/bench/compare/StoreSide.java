package io.metaxy.bench.compare;

import static io.metaxy.expr.Expressions.col;

import io.metaxy.FeatureSpec;
import io.metaxy.HashAlgorithm;
import io.metaxy.Metaxy;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The work through a store on DuckDB; every cell of what is read becomes a Java value. */
final class StoreSide implements Side {
  private static final FeatureSpec ROOT =
      FeatureSpec.builder("bench/root")
          .idColumns("sample_uid")
          .field("audio", "1")
          .field("frames", "1")
          .build();

  private final long rows;
  private @Nullable MetadataStore store;

  StoreSide(long rows) {
    this.rows = rows;
  }

  @Override
  public Map<String, Step> steps(Path file) {
    MetadataStore open =
        Metaxy.store("duckdb")
            .option("database", file)
            .hashAlgorithm(HashAlgorithm.MD5)
            .project("bench")
            .features(ROOT)
            .open();
    store = open;
    Map<String, Step> steps = new LinkedHashMap<>();
    steps.put("write", () -> open.write(WriteRequest.of(ROOT.key(), Samples.of(rows))).rows());
    steps.put("read", () -> read(open.read(ROOT.key()).cursor()));
    steps.put(
        "soft_delete",
        () -> open.delete(DeleteRequest.soft(ROOT.key()).where(col("score").lt(0.1))).rows());
    steps.put("read_deleted", () -> read(open.read(ROOT.key()).cursor()));
    steps.put(
        "- write changed",
        () -> open.write(WriteRequest.of(ROOT.key(), Samples.changed(rows))).rows());
    steps.put(
        "hard_delete",
        () -> open.delete(DeleteRequest.hard(ROOT.key()).where(col("score").ge(0.9))).rows());
    return steps;
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
