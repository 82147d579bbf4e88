package io.metaxy.clickhouse;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What was deleted stays deleted, and nothing else goes, when the engine merges its parts. */
class MergesTest {
  private static final FeatureSpec SPEC =
      FeatureSpec.builder("merges").idColumns("sample_uid").field("default", "1").build();

  private final ClickHouseEngine engine = ClickHouseEngine.shared();

  @Test
  void writesHardDeletesAndMergesInAnyOrder() {
    long seed = Long.getLong("metaxy.seed", new Random().nextLong());
    System.out.println("Merges with seed " + seed + "; again with -Dmetaxy.seed=" + seed);
    Random random = new Random(seed);
    String database = engine.freshDatabase();
    var builder = Metaxy.store("clickhouse").features(SPEC).project("merges");
    engine.options(database).forEach(builder::option);
    Set<Long> expected = new TreeSet<>();
    long next = 0;
    try (MetadataStore store = builder.open()) {
      for (int step = 0; step < 30; step++) {
        int kind = step == 0 ? 0 : random.nextInt(3);
        if (kind == 0) {
          List<Map<String, Object>> rows = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            expected.add(next);
            rows.add(
                Map.of(
                    "sample_uid",
                    next++,
                    SystemColumns.PROVENANCE_BY_FIELD,
                    Map.of("default", "p" + i)));
          }
          Collections.shuffle(rows, random);
          store.write("merges", rows);
        } else if (kind == 1) {
          long divisor = 7 + random.nextInt(5);
          long rest = random.nextInt(7);
          store.delete(
              DeleteRequest.hard("merges").where(col("sample_uid").modulo(divisor).eq(rest)));
          expected.removeIf(id -> id % divisor == rest);
        } else {
          engine.run("OPTIMIZE TABLE " + database + ".merges FINAL");
        }
        Set<Object> found =
            store.read("merges").toList().stream()
                .map(row -> row.get("sample_uid"))
                .collect(Collectors.toSet());
        assertThat(found).as("after step " + step).isEqualTo(expected);
        assertThat(engine.run("SELECT count() FROM " + database + ".merges").strip())
            .as("rows after step " + step)
            .isEqualTo(String.valueOf(expected.size()));
      }
    }
  }
}
