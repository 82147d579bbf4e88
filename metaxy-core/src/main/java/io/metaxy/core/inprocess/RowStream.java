package io.metaxy.core.inprocess;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows one after the other, each an array of its own. */
interface RowStream extends AutoCloseable {

  /** The next row, or null after the last. */
  @Nullable Object @Nullable [] next();

  @Override
  void close();

  /** Rows in memory. */
  static RowStream of(Iterable<@Nullable Object[]> rows) {
    Iterator<@Nullable Object[]> iterator = rows.iterator();
    return new RowStream() {
      @Override
      public @Nullable Object @Nullable [] next() {
        return iterator.hasNext() ? iterator.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  /** Rows that are worked out from all of {@code input} when the first is asked for. */
  static RowStream after(RowStream input, Work work) {
    return new RowStream() {
      private @Nullable Iterator<@Nullable Object[]> rows;

      @Override
      public @Nullable Object @Nullable [] next() {
        if (rows == null) {
          rows = work.on(input).iterator();
          input.close();
        }
        return rows.hasNext() ? rows.next() : null;
      }

      @Override
      public void close() {
        input.close();
      }
    };
  }

  /** The rows of all of {@code inputs}, one input after the other. */
  static RowStream concat(List<RowStream> inputs) {
    Iterator<RowStream> left = inputs.iterator();
    return new RowStream() {
      private RowStream present = left.next();

      @Override
      public @Nullable Object @Nullable [] next() {
        @Nullable Object[] row = present.next();
        while (row == null && left.hasNext()) {
          present = left.next();
          row = present.next();
        }
        return row;
      }

      @Override
      public void close() {
        Closing.all(inputs.stream().<Runnable>map(input -> input::close).toList());
      }
    };
  }

  /** What needs to see every row before it gives one. */
  interface Work {
    Iterable<@Nullable Object[]> on(RowStream input);
  }
}
