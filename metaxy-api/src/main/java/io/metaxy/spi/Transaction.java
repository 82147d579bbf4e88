package io.metaxy.spi;

import io.metaxy.schema.Column;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Changes to one table that take effect together at {@link #commit} or not at all (rule W2). Used
 * by one thread at a time. Closing without a commit undoes everything; after a commit, {@link
 * #close} is all that is called.
 */
public interface Transaction extends AutoCloseable {

  /** The columns of the table as this transaction sees it; empty if there is no such table. */
  Optional<Schema> schema();

  /**
   * Creates the table; there is none of that name. Comes before any other change.
   *
   * @param columns its columns
   * @param keys the columns by which latest rows are found: feature version, then ids; empty for a
   *     table without latest rows
   */
  void create(Schema columns, List<String> keys);

  /**
   * Adds columns behind those there are, null in the rows there are. Comes before rows are appended
   * or removed. Needs {@link Capability#ADD_COLUMNS}.
   */
  default void addColumns(List<Column> columns) {
    throw new UnsupportedOperationException("the backend cannot add columns to a table");
  }

  /**
   * The rows as this transaction sees them now: what it appends later, maybe while the cursor is
   * read, the cursor does not show.
   */
  RowCursor scan(Scan scan);

  /**
   * Appends rows. Closes {@code rows}, and lets errors of theirs pass. Columns of the table that
   * {@code rows} lacks are null; see {@link RowCursor#as}. Values are not changed by anyone later.
   *
   * @return how many
   */
  long append(RowCursor rows);

  /**
   * Removes the rows for which {@code doomed} is true; it is given all columns in the table's
   * order. Needs {@link Capability#HARD_DELETE} (rule H1).
   *
   * @return how many
   * @throws UnsupportedOperationException if the backend cannot; nothing was changed
   */
  default long hardDelete(Predicate<@Nullable Object[]> doomed) {
    throw new UnsupportedOperationException(
        "the backend cannot hard delete; soft delete instead, or use a backend that can");
  }

  /**
   * Removes the table with all its rows; there is one, and nothing comes after but the commit.
   * Needs {@link Capability#DROP}.
   *
   * @throws UnsupportedOperationException if the backend cannot; nothing was changed
   */
  default void drop() {
    throw new UnsupportedOperationException(
        "the backend cannot drop a table; soft delete all of the feature instead");
  }

  /**
   * Makes the changes visible to all and durable (rule T3).
   *
   * @throws io.metaxy.MetaxyException {@code BUSY} if another came first, so that nothing was
   *     changed and trying again may help; {@code STATE_UNKNOWN} if whether it took effect is not
   *     known
   */
  void commit();

  @Override
  void close();
}
