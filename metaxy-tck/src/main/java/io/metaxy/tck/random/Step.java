package io.metaxy.tck.random;

import io.metaxy.store.DeleteMode;
import io.metaxy.store.Deleted;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** One operation of a random story. */
sealed interface Step {

  /** Writes these samples with these values, in the feature version in use. */
  record Write(Map<Long, Double> values) implements Step {}

  /** Deletes samples whose value is less than {@code below}. */
  record Delete(DeleteMode mode, double below, boolean rows, boolean allVersions) implements Step {}

  /**
   * Reads latest rows, or every row, of the feature version in use, or of all, whose value is less
   * than {@code below}.
   */
  record Read(boolean everyRow, boolean allVersions, Deleted deleted, double below)
      implements Step {}

  /** Goes on with the other feature version. */
  record ChangeVersion() implements Step {}

  /** Goes on with the clock moved. */
  record MoveClock(int seconds) implements Step {}

  /** A random one. */
  static Step random(RandomGenerator random, boolean hardDeletes) {
    int choice = random.nextInt(14);
    if (choice >= 10) {
      return new Read(
          random.nextInt(3) == 0,
          random.nextBoolean(),
          Deleted.values()[random.nextInt(Deleted.values().length)],
          random.nextBoolean() ? 1 : random.nextInt(11) / 10.0);
    }
    if (choice < 5) {
      Map<Long, Double> values = new TreeMap<>();
      int samples = 1 + random.nextInt(4);
      for (int i = 0; i < samples; i++) {
        values.put((long) random.nextInt(6), random.nextInt(10) / 10.0);
      }
      return new Write(values);
    }
    if (choice < 8) {
      boolean hard = hardDeletes && random.nextBoolean();
      return new Delete(
          hard ? DeleteMode.HARD : DeleteMode.SOFT,
          random.nextInt(11) / 10.0,
          hard && random.nextInt(3) == 0,
          random.nextInt(4) == 0);
    }
    return choice == 8 ? new ChangeVersion() : new MoveClock(random.nextInt(7200) - 3600);
  }
}
