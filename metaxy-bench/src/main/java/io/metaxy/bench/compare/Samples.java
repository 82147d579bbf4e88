package io.metaxy.bench.compare;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of the benchmark, the same in Java and Python: numbers that look like chance. */
final class Samples implements RowCursor {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("sample_uid", DataType.INT64),
          new Column("score", DataType.FLOAT64),
          new Column("metaxy_provenance_by_field", DataType.STRING_MAP));

  private final long rows;
  private final long changed;
  private long row = -1;
  private long taken;

  private Samples(long rows, long changed) {
    this.rows = rows;
    this.changed = changed;
  }

  /** So many samples. */
  static Samples of(long rows) {
    return new Samples(rows, 0);
  }

  /** A tenth of them that no step deletes softly, with another audio. */
  static Samples changed(long rows) {
    return new Samples(rows, rows / 10);
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public boolean next() {
    row++;
    if (changed == 0) {
      return row < rows;
    }
    while (row < rows && score(row) < 0.1) {
      row++;
    }
    return row < rows && ++taken <= changed;
  }

  private static long scattered(long number, long factor) {
    return number * factor & 0xFFFF_FFFFL;
  }

  static double score(long row) {
    return scattered(row, 2_654_435_761L) / 0x1p32;
  }

  private static String audio(long row) {
    return "a" + (scattered(row, 2_246_822_519L) >> 12);
  }

  static String frames(long row) {
    return "f" + (scattered(row, 3_266_489_917L) >> 12);
  }

  long id() {
    return row;
  }

  String audio() {
    return changed == 0 ? audio(row) : audio(row) + "_bumped";
  }

  @Override
  public @Nullable Object value(int column) {
    return switch (column) {
      case 0 -> (Object) row;
      case 1 -> (Object) score(row);
      default -> provenance();
    };
  }

  private Map<String, String> provenance() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("audio", audio());
    fields.put("frames", frames(row));
    return fields;
  }

  @Override
  public void close() {}
}
