package io.metaxy.tck;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One of several that write and delete the same samples at the same time. */
final class Contention {
  static final int SAMPLES = 10;

  /** Others end their operations; who is kept waiting for so long is waiting for nobody. */
  private static final Duration MOST_WAIT = Duration.ofMinutes(10);

  private final MetadataStore store;
  private final int worker;

  Contention(MetadataStore store, int worker) {
    this.store = store;
    this.worker = worker;
  }

  /** Writes {@code rounds} batches, each row telling who wrote it and when; deletes in between. */
  void run(int rounds) {
    for (int round = 0; round < rounds; round++) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      for (long id = 0; id < SAMPLES; id++) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("sample_uid", id);
        row.put("confidence", (double) id);
        row.put("tag", worker + ":" + round);
        row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", worker + "." + round));
        rows.add(row);
      }
      retry(() -> store.write(FeatureKey.of("predictions"), rows));
      if (round % 2 == worker % 2) {
        int below = round % SAMPLES;
        retry(() -> store.delete(DeleteRequest.soft("predictions").where("sample_uid < " + below)));
      }
    }
  }

  /** BUSY says to try again, but not for ever. */
  private static <T> T retry(Supplier<T> work) {
    long start = System.nanoTime();
    while (true) {
      try {
        return work.get();
      } catch (MetaxyException e) {
        boolean over =
            System.nanoTime() - start > MOST_WAIT.toNanos()
                || Thread.currentThread().isInterrupted();
        if (e.code() != ErrorCode.BUSY || over) {
          throw e;
        }
      }
    }
  }
}
