package io.metaxy.bench;

import static io.metaxy.expr.Expressions.col;

import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.StoreBuilder;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;

/** The work through a store. */
final class StoreParticipant implements Participant {
  static final FeatureSpec SPEC =
      FeatureSpec.builder("bench/root")
          .idColumns("sample_uid")
          .field("audio", "1")
          .field("frames", "1")
          .build();
  private static final FeatureKey KEY = SPEC.key();

  private final MetadataStore store;

  StoreParticipant(StoreBuilder builder) {
    store = builder.features(SPEC).project("bench").open();
  }

  static Participant onSqlite(Path file) {
    return new StoreParticipant(Metaxy.store("sqlite").option("database", file));
  }

  @Override
  public String name() {
    return "metaxy";
  }

  @Override
  public long write(long rows) {
    return store.write(WriteRequest.of(KEY, new Samples(rows))).rows();
  }

  @Override
  public long read() {
    long count = 0;
    try (RowCursor rows = store.read(KEY).cursor()) {
      int columns = rows.schema().size();
      while (rows.next()) {
        for (int i = 0; i < columns; i++) {
          Blackhole.take(rows.value(i));
        }
        count++;
      }
    }
    return count;
  }

  @Override
  public long softDelete() {
    return store.delete(DeleteRequest.soft(KEY).where(col("score").lt(0.1))).rows();
  }

  @Override
  public long hardDelete() {
    return store.delete(DeleteRequest.hard(KEY).where(col("score").ge(0.9))).rows();
  }

  @Override
  public void close() {
    store.close();
  }
}
