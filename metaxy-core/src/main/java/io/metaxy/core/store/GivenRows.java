package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that a write was given, counted, with values that fit the types of their columns. */
final class GivenRows {
  private final RowCursor source;
  private final List<Column> user;
  private final int[] positions;
  private final SystemPositions system;
  private final boolean keepsVersions;
  private long number;

  /**
   * @param user the user's columns of the table; null in rows that lack them
   * @param keepsVersions whether rows keep the versions that they have
   */
  GivenRows(RowCursor source, List<Column> user, boolean keepsVersions) {
    this.source = source;
    this.user = user;
    this.positions = user.stream().mapToInt(c -> source.schema().indexOf(c.name())).toArray();
    this.system = new SystemPositions(source.schema());
    this.keepsVersions = keepsVersions;
  }

  boolean next() {
    boolean more = source.next();
    if (more) {
      number++;
    }
    return more;
  }

  /** The number of the present row, from 1. */
  long number() {
    return number;
  }

  RowCursor source() {
    return source;
  }

  SystemPositions system() {
    return system;
  }

  List<Column> user() {
    return user;
  }

  /** The value of the user's column at {@code index}. */
  @Nullable Object user(int index) {
    return fitting(positions[index], user.get(index));
  }

  /** The value of a system column; null if there is none. */
  @Nullable Object system(String name, int position) {
    if (position < 0) {
      return null;
    }
    Schema columns = SystemColumns.SCHEMA;
    return fitting(position, columns.column(columns.indexOf(name)));
  }

  /** The version that the row keeps, or else the current one. */
  Object version(String column, int position, String current) {
    Object kept = keepsVersions ? system(column, position) : null;
    return kept == null ? current : kept;
  }

  private @Nullable Object fitting(int position, Column column) {
    Object value = position < 0 ? null : source.value(position);
    if (value == null) {
      return null;
    }
    Object fitting = Coercion.apply(column.type(), value);
    if (fitting == null) {
      throw new MetaxyException(
          ErrorCode.INVALID_ROWS,
          "Row "
              + number
              + ": column "
              + column.name()
              + " is "
              + column.type()
              + ", and "
              + Offences.shown(value)
              + " does not fit it without loss.",
          "Mend the value; nothing was stored.");
    }
    return fitting;
  }
}
