package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RelationalTransaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rule T1: the clock of a table never goes back. */
final class ClockRule {
  /** The last time that a plan can name. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private ClockRule() {}

  /** The greater of {@code now} and one microsecond after the greatest time stored. */
  static Instant next(RelationalTransaction transaction, FeatureTable table, Instant now) {
    Instant greatest = transaction.greatestTime(table);
    if (greatest == null || greatest.isBefore(now)) {
      return now;
    }
    if (!greatest.isBefore(LAST)) {
      throw new MetaxyException(
          ErrorCode.UNREADABLE_STORE,
          "Table " + table.name() + " has a row of " + greatest + ", and no time comes after that.",
          "Remove the row with the engine's own tools, or mend its time; nothing was changed.");
    }
    return greatest.plus(1, ChronoUnit.MICROS);
  }
}
