package io.metaxy.tck;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small rows, as many as wanted, made when they are asked for; their ids are in no order. */
final class ManyRows implements RowCursor {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("sample_uid", DataType.STRING),
          new Column("confidence", DataType.FLOAT64),
          new Column(SystemColumns.PROVENANCE_BY_FIELD, DataType.STRING_MAP));

  private final int rows;
  private int row = -1;

  ManyRows(int rows) {
    this.rows = rows;
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public boolean next() {
    return ++row < rows;
  }

  @Override
  public @Nullable Object value(int column) {
    return switch (column) {
      // An odd factor gives each row another number.
      case 0 -> "sample-" + Integer.toUnsignedString(row * 0x9E3779B1);
      case 1 -> row / (double) rows;
      default -> Map.of("default", "p" + row);
    };
  }

  @Override
  public void close() {}
}
