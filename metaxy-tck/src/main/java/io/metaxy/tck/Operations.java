package io.metaxy.tck;

import io.metaxy.FeatureKey;
import io.metaxy.spi.Capability;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A row of operations that are known by their numbers alone: a process that is killed does them,
 * and the one that killed it knows what they should have left.
 */
final class Operations {
  static final int BATCH = 20;

  private final long seed;
  private final boolean hardDeletes;

  Operations(long seed, boolean hardDeletes) {
    this.seed = seed;
    this.hardDeletes = hardDeletes;
  }

  static Operations of(long seed, MetadataStore store) {
    return new Operations(seed, store.capabilities().contains(Capability.HARD_DELETE));
  }

  /** What operation {@code n} does: write batch {@code n}, or delete what an earlier one wrote. */
  private record Plan(boolean write, DeleteMode mode, int batch) {}

  private Plan plan(int n) {
    Random random = new Random(seed * 31 + n);
    boolean write = n % 3 == 0 || random.nextInt(3) == 0;
    boolean hard = hardDeletes && random.nextBoolean();
    return new Plan(write, hard ? DeleteMode.HARD : DeleteMode.SOFT, write ? n : random.nextInt(n));
  }

  void run(MetadataStore store, int n) {
    Plan plan = plan(n);
    if (plan.write()) {
      store.write(FeatureKey.of("predictions"), rows(n));
    } else {
      store.delete(
          DeleteRequest.of(FeatureKey.of("predictions"), plan.mode())
              .where(
                  "sample_uid >= "
                      + first(plan.batch())
                      + " AND sample_uid < "
                      + first(plan.batch() + 1)));
    }
  }

  /** Does operation {@code n} to a set of live ids. */
  void apply(Set<Long> live, int n) {
    Plan plan = plan(n);
    for (long id = first(plan.batch()); id < first(plan.batch() + 1); id++) {
      if (plan.write()) {
        live.add(id);
      } else {
        live.remove(id);
      }
    }
  }

  /** The live ids after the first {@code count} operations. */
  Set<Long> after(int count) {
    Set<Long> live = new TreeSet<>();
    for (int n = 0; n < count; n++) {
      apply(live, n);
    }
    return live;
  }

  private static long first(int batch) {
    return (long) batch * BATCH;
  }

  private static List<Map<String, @Nullable Object>> rows(int n) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (long id = first(n); id < first(n + 1); id++) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("sample_uid", id);
      row.put("confidence", 0.5);
      row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p" + id));
      rows.add(row);
    }
    return rows;
  }
}
