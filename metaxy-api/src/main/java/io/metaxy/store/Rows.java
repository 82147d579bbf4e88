package io.metaxy.store;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a read, checked and not yet fetched. Each method that gives rows runs the read anew.
 * Streams and cursors hold a connection of the store until they are closed.
 */
public interface Rows {

  /** The columns of each row. */
  Schema schema();

  /** How many rows there are, counted by the engine. */
  long count();

  /** The rows as they come from the engine (rule R8). Close it. */
  RowCursor cursor();

  /** The rows as maps from column name to value, in the order of the columns. Close the stream. */
  Stream<Map<String, @Nullable Object>> stream();

  /**
   * The rows as records of the class {@code type}: a component {@code modelVersion} takes the
   * column {@code model_version} unless annotated otherwise. Close the stream.
   *
   * @throws io.metaxy.MetaxyException {@code UNKNOWN_COLUMN} if a component has no column, {@code
   *     TYPE_MISMATCH} if a value does not fit, a null for a primitive included
   */
  <T extends Record> Stream<T> stream(Class<T> type);

  /** All rows as maps. */
  default List<Map<String, @Nullable Object>> toList() {
    try (Stream<Map<String, @Nullable Object>> rows = stream()) {
      return rows.toList();
    }
  }

  /** All rows as records of the class {@code type}. */
  default <T extends Record> List<T> toList(Class<T> type) {
    try (Stream<T> rows = stream(type)) {
      return rows.toList();
    }
  }
}
