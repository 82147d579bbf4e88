package io.metaxy.core.store;

import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RelationalTransaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rule T1: the clock of a table never goes back. */
final class ClockRule {
  private ClockRule() {}

  /** The greater of {@code now} and one microsecond after the greatest time stored. */
  static Instant next(RelationalTransaction transaction, FeatureTable table, Instant now) {
    Instant greatest = transaction.greatestTime(table);
    return greatest == null || greatest.isBefore(now) ? now : greatest.plus(1, ChronoUnit.MICROS);
  }
}
