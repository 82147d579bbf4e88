package io.metaxy.core.inprocess;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.hash.SampleNumbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where among the rows the latest of each sample is, in a few dozen bytes a sample. Rows of one
 * sample and time, which are rare, are all picked, to be compared when they are whole.
 */
final class LatestPositions {
  private final int[] keys;
  private final Value time;

  private final SampleNumbers samples = new SampleNumbers();

  /** By the samples' numbers: the greatest time, in microseconds, and the row that has it. */
  private long[] times = new long[1024];

  private long[] picks = new long[1024];

  /** By the samples' numbers: rows of the greatest time beside the first one. */
  private final Map<Integer, List<Long>> ties = new HashMap<>();

  /** By position: of which tie the row is. */
  private final Map<Integer, Tie> tied = new HashMap<>();

  private int rows;
  private int done;

  private static final class Tie {
    private int left;
    private @Nullable Object @Nullable [] best;
  }

  LatestPositions(int[] keys, Value time) {
    this.keys = keys;
    this.time = time;
  }

  /** Looks at the next row for the first time. */
  void add(@Nullable Object[] row) {
    @Nullable Object[] ids = new @Nullable Object[keys.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Objects.requireNonNull(row[keys[i]], "an id that is null");
    }
    int before = samples.size();
    int sample = samples.of(ids);
    if (sample == times.length) {
      times = Arrays.copyOf(times, sample * 2);
      picks = Arrays.copyOf(picks, sample * 2);
    }
    long at = micros(row);
    long pick = pick(rows++, row);
    if (sample == before || at > times[sample]) {
      times[sample] = at;
      picks[sample] = pick;
      ties.remove(sample);
    } else if (at == times[sample]) {
      ties.computeIfAbsent(sample, s -> new ArrayList<>()).add(pick);
    }
  }

  /** The position of a row, and by what it is known again. */
  private long pick(int position, @Nullable Object[] row) {
    return (long) position << 32 | Integer.toUnsignedLong(mark(row));
  }

  private int mark(@Nullable Object[] row) {
    return 31 * Objects.hashCode(Ordering.key(row, keys)) + Long.hashCode(micros(row));
  }

  private long micros(@Nullable Object[] row) {
    return time.of(row) instanceof Instant at
        // Not ChronoUnit, which counts nanoseconds first: 64 bits of them end in 2262.
        ? Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000)
        : Long.MIN_VALUE;
  }

  /** Ends the first look. */
  void end() {
    int size = samples.size();
    times = new long[0];
    long[] all = Arrays.copyOf(picks, size + ties.values().stream().mapToInt(List::size).sum());
    for (Map.Entry<Integer, List<Long>> each : ties.entrySet()) {
      Tie tie = new Tie();
      tie.left = 1 + each.getValue().size();
      tied.put(position(picks[each.getKey()]), tie);
      for (long pick : each.getValue()) {
        tied.put(position(pick), tie);
        all[size++] = pick;
      }
    }
    Arrays.sort(all);
    picks = all;
  }

  private static int position(long pick) {
    return (int) (pick >>> 32);
  }

  /** Whether the second look has found all. */
  boolean isDone() {
    return done == picks.length;
  }

  /**
   * Looks at a row for the second time.
   *
   * @param later the later of two rows of a sample
   * @return a latest row, if one is found
   */
  @Nullable Object @Nullable [] pick(
      int position, @Nullable Object[] row, BinaryOperator<@Nullable Object[]> later) {
    if (position != position(picks[done])) {
      return null;
    }
    if ((int) picks[done++] != mark(row)) {
      throw removedMeanwhile();
    }
    Tie tie = tied.get(position);
    if (tie == null) {
      return row;
    }
    tie.best = tie.best == null ? row : later.apply(tie.best, row);
    return --tie.left == 0 ? tie.best : null;
  }

  static MetaxyException removedMeanwhile() {
    return new MetaxyException(
        ErrorCode.BUSY, "Rows were hard deleted while they were read.", "Read again.");
  }
}
