package io.metaxy.schema;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows one after the other, each looked at once (rule R8). Not for use by two threads at a time.
 * Who asked for a cursor closes it; closing twice does nothing.
 *
 * <p>It starts before the first row:
 *
 * <pre>{@code
 * try (cursor) {
 *   while (cursor.next()) {
 *     Object first = cursor.value(0);
 *   }
 * }
 * }</pre>
 */
public interface RowCursor extends AutoCloseable {

  /** The columns of each row. */
  Schema schema();

  /**
   * Goes to the next row.
   *
   * @return false if there is none
   */
  boolean next();

  /**
   * A value of the present row, of the class that {@link DataType} names for the column's type, or
   * null.
   *
   * @param column its position, from 0
   */
  @Nullable Object value(int column);

  /**
   * The position of a column whose value each row has in this one, too: {@code column} itself,
   * unless the rows know another. A backend may move such a value once.
   *
   * @param column its position, from 0
   */
  default int originOf(int column) {
    return column;
  }

  @Override
  void close();

  /**
   * These rows with the columns of {@code wanted}, found by name and in its order; a column that
   * they lack is null. Closing either closes both.
   */
  default RowCursor as(Schema wanted) {
    int[] positions =
        wanted.columns().stream().mapToInt(column -> schema().indexOf(column.name())).toArray();
    RowCursor rows = this;
    return new RowCursor() {
      @Override
      public Schema schema() {
        return wanted;
      }

      @Override
      public boolean next() {
        return rows.next();
      }

      @Override
      public @Nullable Object value(int column) {
        return positions[column] < 0 ? null : rows.value(positions[column]);
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  /** A cursor over rows in memory, each as long as {@code schema}. */
  static RowCursor of(Schema schema, Iterable<@Nullable Object[]> rows) {
    return of(schema, rows.iterator(), () -> {});
  }

  /** A cursor over rows of a stream, each as long as {@code schema}. It closes the stream. */
  static RowCursor of(Schema schema, Stream<@Nullable Object[]> rows) {
    return of(schema, rows.iterator(), rows::close);
  }

  private static RowCursor of(
      Schema schema, Iterator<@Nullable Object[]> iterator, Runnable atClose) {
    return new RowCursor() {
      private @Nullable Object[] row = {};

      @Override
      public Schema schema() {
        return schema;
      }

      @Override
      public boolean next() {
        if (!iterator.hasNext()) {
          return false;
        }
        row = iterator.next();
        return true;
      }

      @Override
      public @Nullable Object value(int column) {
        return row[column];
      }

      @Override
      public void close() {
        atClose.run();
      }
    };
  }

  /** A cursor without rows. */
  static RowCursor empty(Schema schema) {
    return of(schema, List.of());
  }
}
