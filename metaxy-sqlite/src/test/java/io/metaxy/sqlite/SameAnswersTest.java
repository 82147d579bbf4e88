package io.metaxy.sqlite;

import static io.metaxy.expr.Expressions.col;
import static io.metaxy.expr.Expressions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.expr.Expr;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters drawn at random choose the same rows in SQLite and in process (rule E1). */
class SameAnswersTest {
  private static final int FILTERS = Integer.getInteger("metaxy.random.filters", 1000);

  private static final List<Object> WHOLE =
      Arrays.asList(0L, 1L, -7L, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, null);
  private static final List<Object> DOUBLES =
      Arrays.asList(
          0.0, -0.0, 0.5, 0x1p53, 1e300, Double.NaN, Double.POSITIVE_INFINITY, -1e-300, null);
  private static final List<Object> TEXTS =
      Arrays.asList("", "a", "A", "it's", "a\0b", "\uFFFD", "🐦", "%", "_\\", "NaN", null);
  private static final List<Object> TIMES =
      Arrays.asList(
          Instant.EPOCH,
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          Instant.parse("2024-02-29T12:34:56.000001Z"),
          null);
  private static final List<Object> FLAGS = Arrays.asList(true, false, null);

  private static final Schema SCHEMA =
      Schema.of(
          new Column("id", DataType.INT64),
          new Column("whole", DataType.INT64),
          new Column("num", DataType.FLOAT64),
          new Column("txt", DataType.STRING),
          new Column("at", DataType.TIMESTAMP),
          new Column("flag", DataType.BOOLEAN),
          new Column(SystemColumns.PROVENANCE_BY_FIELD, DataType.STRING_MAP));

  @TempDir Path folder;

  @Test
  void theSameRows() {
    long seed = Long.getLong("metaxy.seed", new Random().nextLong());
    String again = "again with -Dmetaxy.seed=" + seed;
    System.out.println(FILTERS + " random filters, " + again);
    Random random = new Random(seed);
    FeatureSpec spec = FeatureSpec.builder("f").idColumns("id").field("default", "1").build();
    try (MetadataStore sqlite =
            Metaxy.store("sqlite").option("database", folder.resolve("db")).features(spec).open();
        MetadataStore memory = Metaxy.store("memory").features(spec).open()) {
      List<Object[]> rows = rows(random);
      sqlite.write(WriteRequest.of(spec.key(), RowCursor.of(SCHEMA, rows)));
      memory.write(WriteRequest.of(spec.key(), RowCursor.of(SCHEMA, rows)));
      for (int i = 0; i < FILTERS; i++) {
        Expr filter = condition(random, 3);
        assertThat(ids(memory, filter)).as(filter + "; " + again).isEqualTo(ids(sqlite, filter));
      }
    }
  }

  private static List<Object[]> rows(Random random) {
    List<Object[]> rows = new ArrayList<>();
    for (long id = 0; id < 60; id++) {
      rows.add(
          new Object[] {
            id,
            one(random, WHOLE),
            one(random, DOUBLES),
            one(random, TEXTS),
            one(random, TIMES),
            one(random, FLAGS),
            Map.of("default", "p" + id)
          });
    }
    return rows;
  }

  private static Object one(Random random, List<Object> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** The ids of the rows that a filter chooses, or the code of its error. */
  private static Object ids(MetadataStore store, Expr filter) {
    try {
      return store.read(ReadRequest.of("f").where(filter).columns("id")).toList().stream()
          .map(row -> (Long) row.get("id"))
          .sorted()
          .toList();
    } catch (MetaxyException e) {
      return e.code();
    }
  }

  private static Expr condition(Random random, int depth) {
    if (depth > 0) {
      switch (random.nextInt(5)) {
        case 0:
          return condition(random, depth - 1).and(condition(random, depth - 1));
        case 1:
          return condition(random, depth - 1).or(condition(random, depth - 1));
        case 2:
          return condition(random, depth - 1).not();
        default:
      }
    }
    return switch (random.nextInt(6)) {
      case 0 -> compare(random, number(random), number(random));
      case 1 -> compare(random, text(random), text(random));
      case 2 -> compare(random, col("at"), lit(one(random, TIMES)));
      case 3 -> random.nextBoolean() ? col("flag") : col("flag").eq(lit(one(random, FLAGS)));
      case 4 -> col("txt").isIn(one(random, TEXTS), one(random, TEXTS), "b");
      default -> col(SCHEMA.column(random.nextInt(6)).name()).isNull();
    };
  }

  private static Expr number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> col("whole");
      case 1 -> col("num");
      case 2 -> lit(one(random, WHOLE));
      default -> lit(one(random, DOUBLES));
    };
  }

  private static Expr text(Random random) {
    return random.nextBoolean() ? col("txt") : lit(one(random, TEXTS));
  }

  private static Expr compare(Random random, Expr a, Expr b) {
    return switch (random.nextInt(6)) {
      case 0 -> a.eq(b);
      case 1 -> a.ne(b);
      case 2 -> a.lt(b);
      case 3 -> a.le(b);
      case 4 -> a.gt(b);
      default -> a.ge(b);
    };
  }
}
