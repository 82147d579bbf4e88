package io.metaxy.tck.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random filters over hostile values, compared with what the in-process engine keeps. {@code
 * -Dmetaxy.random.filters=N} sets how many, {@code -Dmetaxy.seed=S} repeats a run.
 */
public abstract class RandomFilters {
  private static final int FILTERS = Integer.getInteger("metaxy.random.filters", 1000);

  private static final FeatureSpec SPEC =
      FeatureSpec.builder("values").idColumns("id").field("default", "1").build();

  @TempDir Path folder = Path.of("");

  /** How stores are opened. */
  protected abstract StoreHarness harness();

  @Test
  void theEngineKeepsWhatTheInProcessEngineKeeps() {
    long seed = Long.getLong("metaxy.seed", new Random().nextLong());
    System.out.println(
        FILTERS + " random filters with seed " + seed + "; again with -Dmetaxy.seed=" + seed);
    Random random = new Random(seed);
    FeatureGraph graph = FeatureGraph.of(SPEC);
    try (MetadataStore tested =
            harness().open(harness().freshOptions(folder), graph, Clock.systemUTC());
        MetadataStore reference =
            Metaxy.store("memory")
                .option("name", "random-filters-" + seed)
                .features(graph)
                .open()) {
      write(tested);
      write(reference);
      for (int i = 0; i < FILTERS; i++) {
        String filter = RandomFilter.text(random, 4);
        assertThat(ids(tested, filter))
            .as("E1: filter %s of seed %s: %s", i, seed, filter)
            .isEqualTo(ids(reference, filter));
      }
    }
  }

  private static Set<Long> ids(MetadataStore store, String filter) {
    Set<Long> ids = new TreeSet<>();
    ReadRequest request = ReadRequest.of("values").where(filter).columns("id");
    try (RowCursor rows = store.read(request).cursor()) {
      while (rows.next()) {
        ids.add((Long) Objects.requireNonNull(rows.value(0)));
      }
    }
    return ids;
  }

  private static void write(MetadataStore store) {
    List<Column> columns = new ArrayList<>(RandomFilter.COLUMNS);
    columns.add(0, new Column("id", DataType.INT64));
    columns.add(new Column(SystemColumns.PROVENANCE_BY_FIELD, DataType.STRING_MAP));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long id = 0; id < 40; id++) {
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      row[0] = id;
      for (int i = 0; i < RandomFilter.COLUMNS.size(); i++) {
        List<@Nullable Object> values = RandomFilter.values(RandomFilter.COLUMNS.get(i));
        row[i + 1] = values.get((int) ((id * 7 + i * 3) % values.size()));
      }
      row[row.length - 1] = Map.of("default", "p" + id);
      rows.add(row);
    }
    store.write(WriteRequest.of(FeatureKey.of("values"), RowCursor.of(Schema.of(columns), rows)));
  }
}
