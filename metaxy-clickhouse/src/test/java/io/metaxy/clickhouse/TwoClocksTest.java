package io.metaxy.clickhouse;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Clients whose clocks are an hour apart work in turns, and nothing is lost (rule T1). */
class TwoClocksTest {
  private static final FeatureSpec SPEC =
      FeatureSpec.builder("clocks").idColumns("sample_uid").field("default", "1").build();

  private final ClickHouseEngine engine = ClickHouseEngine.shared();

  @Test
  void whoComesLaterWinsWhateverTheClocksSay() {
    long seed = Long.getLong("metaxy.seed", new Random().nextLong());
    System.out.println("Two clocks with seed " + seed + "; again with -Dmetaxy.seed=" + seed);
    Random random = new Random(seed);
    Map<String, Object> options = engine.options(engine.freshDatabase());
    Map<Long, String> expected = new TreeMap<>();
    int stored = 0;
    try (MetadataStore right = open(options, Clock.systemUTC());
        MetadataStore ahead = open(options, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)))) {
      for (int step = 0; step < 40; step++) {
        MetadataStore client = step % 2 == 0 ? ahead : right;
        long first = random.nextInt(20);
        if (step < 2 || random.nextBoolean()) {
          String tag = "step" + step;
          client.write("clocks", rows(first, tag));
          LongStream.range(first, first + 10).forEach(id -> expected.put(id, tag));
          stored += 10;
        } else {
          var receipt =
              client.delete(
                  DeleteRequest.soft("clocks")
                      .where(col("sample_uid").ge(first).and(col("sample_uid").lt(first + 10))));
          long live = LongStream.range(first, first + 10).filter(expected::containsKey).count();
          assertThat(receipt.samples()).as("step " + step).isEqualTo(live);
          LongStream.range(first, first + 10).forEach(expected::remove);
          stored += (int) live;
        }
        for (MetadataStore reader : List.of(right, ahead)) {
          assertThat(live(reader)).as("step " + step).isEqualTo(expected);
        }
      }
      assertThat(right.read(ReadRequest.of("clocks").includeDeleted().withSampleHistory()).toList())
          .hasSize(stored);
    }
  }

  private static Map<Long, String> live(MetadataStore store) {
    return store.read("clocks").toList().stream()
        .collect(
            Collectors.toMap(
                row -> (Long) row.get("sample_uid"),
                row -> (String) row.get("tag"),
                (a, b) -> a + " and " + b,
                TreeMap::new));
  }

  private static List<Map<String, Object>> rows(long first, String tag) {
    return LongStream.range(first, first + 10)
        .mapToObj(
            id -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("sample_uid", id);
              row.put("tag", tag);
              row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p" + id));
              return row;
            })
        .toList();
  }

  private static MetadataStore open(Map<String, Object> options, Clock clock) {
    var builder = Metaxy.store("clickhouse").features(SPEC).project("clocks").clock(clock);
    options.forEach(builder::option);
    return builder.open();
  }
}
