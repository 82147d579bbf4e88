package io.metaxy.core.store;

import io.metaxy.schema.RowCursor;
import io.metaxy.store.SystemColumns;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The times at which rows of a history were written. Their copies are all written now, a
 * microsecond apart for each of these times, so that the latest row of a sample stays the latest.
 */
final class HistoryTimes {
  /** The columns by which rows are told apart in time. */
  static final List<String> COLUMNS = List.of(SystemColumns.UPDATED_AT, SystemColumns.CREATED_AT);

  private final Instant[] times;

  private HistoryTimes(SortedSet<Instant> times) {
    this.times = times.toArray(Instant[]::new);
  }

  /** The times of {@code rows}, which have {@link #COLUMNS}; there are few, one for each write. */
  static HistoryTimes of(RowCursor rows) {
    SortedSet<Instant> times = new TreeSet<>();
    try (rows) {
      while (rows.next()) {
        Instant time = time(rows);
        if (time != null) {
          times.add(time);
        }
      }
    }
    return new HistoryTimes(times);
  }

  private static @Nullable Instant time(RowCursor row) {
    for (String column : COLUMNS) {
      int position = row.schema().indexOf(column);
      if (position >= 0 && row.value(position) instanceof Instant time) {
        return time;
      }
    }
    return null;
  }

  /** When the copy of {@code row} is written, if the first one is at {@code first}. */
  Instant after(Instant first, RowCursor row) {
    Instant time = time(row);
    int found = time == null ? 0 : Arrays.binarySearch(times, time);
    return first.plus(found < 0 ? -found - 1 : found, ChronoUnit.MICROS);
  }
}
