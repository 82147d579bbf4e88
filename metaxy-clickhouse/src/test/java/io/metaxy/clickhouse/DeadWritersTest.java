package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a dead writer left behind is removed, and nothing else (rule T2). */
class DeadWritersTest {
  private static final int ROWS = 3_000;

  private final ClickHouseEngine engine = ClickHouseEngine.shared();
  private final String database = engine.freshDatabase();

  @Test
  void writersOfFeaturesWithALongerNameGoOn() {
    try (MetadataStore next = open();
        MetadataStore live = open()) {
      live.write("video", List.of(row(1)));
      live.write("video/frames", List.of(row(1)));
      Iterable<Map<String, Object>> rows =
          () ->
              LongStream.range(0, ROWS)
                  .mapToObj(
                      id -> {
                        if (id == 2 * ROWS / 3) {
                          leaveBehind("video");
                          next.write("video", List.of(row(2)));
                        }
                        return row(id);
                      })
                  .iterator();
      live.write("video/frames", rows);
      assertThat(next.read("video").count()).isEqualTo(2);
      assertThat(next.read("video/frames").count()).isEqualTo(ROWS);
    }
    assertThat(
            engine.run(
                "SELECT name FROM system.tables WHERE database = '%s' ORDER BY name"
                    .formatted(database)))
        .isEqualTo("metaxy-writers\nvideo\nvideo__frames\n");
  }

  /** What is there of a writer that was killed: its lock, whose lease has ended, and its tables. */
  private void leaveBehind(String table) {
    engine.run(
        "INSERT INTO %s.`metaxy-writers` SELECT '%s', 65536 * (intDiv(max(turn), 65536) + 1), 'dead', now64(6, 'UTC') - 1 FROM %s.`metaxy-writers` WHERE table_name = '%s'"
            .formatted(database, table, database, table));
    String generation =
        engine.run(
            "SELECT intDiv(max(turn), 65536) FROM %s.`metaxy-writers` WHERE table_name = '%s'"
                .formatted(database, table));
    String staged = Tables.staged(table, Long.parseLong(generation.strip()));
    for (String kind : List.of("", "_doomed0")) {
      engine.run(
          "CREATE TABLE %s.`%s%s` AS %s.%s".formatted(database, staged, kind, database, table));
    }
  }

  private static Map<String, Object> row(long id) {
    return Map.of("sample_uid", id, SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p"));
  }

  private static FeatureSpec spec(String key) {
    return FeatureSpec.builder(key).idColumns("sample_uid").field("default", "1").build();
  }

  private MetadataStore open() {
    var builder = Metaxy.store("clickhouse").project("dead");
    builder.features(spec("video"), spec("video/frames"));
    engine.options(database).forEach(builder::option);
    return builder.open();
  }
}
