package io.metaxy.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.HashAlgorithm;
import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.hash.TextHash;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanTable;
import io.metaxy.core.plan.RelationalBackend;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.BackendConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hashes that DuckDB computes are those of everywhere else. */
class HashesInsideTest {
  private static final Schema SCHEMA = Schema.of(new Column("text", DataType.STRING));

  private static final List<@Nullable String> TEXTS = texts();

  @TempDir Path folder;

  private RelationalBackend backend;

  private static List<@Nullable String> texts() {
    List<@Nullable String> texts =
        new ArrayList<>(
            Arrays.asList(null, "", "a", "a|b", "größe", "🐦", "a\0b", "x".repeat(5000)));
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      texts.add(Long.toString(random.nextLong(), 36).repeat(random.nextInt(12)));
    }
    return texts;
  }

  @BeforeEach
  void fill() {
    backend =
        (RelationalBackend)
            new DuckDbProvider()
                .open(new BackendConfig("test", folder, Map.of("database", "hashes.duckdb")));
    try (RelationalTransaction transaction = backend.begin("texts")) {
      transaction.create(SCHEMA, List.of());
      transaction.append(
          RowCursor.of(SCHEMA, TEXTS.stream().map(text -> new @Nullable Object[] {text}).toList()));
      transaction.commit();
    }
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void theSameInsideAndOutside(HashAlgorithm algorithm) {
    RelBuilder plan = PlanCluster.builder();
    plan.push(PlanTable.scan(plan.getCluster(), "texts", SCHEMA));
    plan.project(
        List.of(
            plan.field(0),
            plan.getRexBuilder()
                .makeCall(
                    plan.field(0).getType(),
                    EngineFunction.hash(algorithm),
                    List.of(plan.field(0)))),
        List.of("text", "hash"));
    TextHash outside = TextHash.of(algorithm, 64);
    int rows = 0;
    try (RowCursor cursor = backend.query(plan.build())) {
      while (cursor.next()) {
        assertThat(cursor.value(1)).isEqualTo(outside.hashOrNull((String) cursor.value(0)));
        rows++;
      }
    }
    assertThat(rows).isEqualTo(TEXTS.size());
  }
}
