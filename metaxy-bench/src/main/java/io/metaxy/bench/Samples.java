package io.metaxy.bench;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The rows of the benchmark, the same at every call: ids, a score in [0, 1), two fields. */
final class Samples implements RowCursor {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("sample_uid", DataType.INT64),
          new Column("score", DataType.FLOAT64),
          new Column("metaxy_provenance_by_field", DataType.STRING_MAP));

  private final long rows;
  private final Random random = new Random(42);
  private long row = -1;
  private double score;
  private Map<String, String> provenance = Map.of();

  Samples(long rows) {
    this.rows = rows;
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public boolean next() {
    if (++row >= rows) {
      return false;
    }
    score = random.nextDouble();
    provenance = new LinkedHashMap<>();
    provenance.put("audio", "a" + random.nextInt(1 << 20));
    provenance.put("frames", "f" + random.nextInt(1 << 20));
    return true;
  }

  long id() {
    return row;
  }

  double score() {
    return score;
  }

  Map<String, String> provenance() {
    return provenance;
  }

  @Override
  public @Nullable Object value(int column) {
    return switch (column) {
      case 0 -> (Object) row;
      case 1 -> (Object) score;
      default -> provenance;
    };
  }

  @Override
  public void close() {}
}
