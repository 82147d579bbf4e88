package io.metaxy.core.store;

import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.RowCursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rule T1: the clock of a table never goes back. */
final class ClockRule {
  private ClockRule() {}

  /** The greater of {@code now} and one microsecond after the greatest time stored. */
  static Instant next(RelationalTransaction transaction, FeatureTable table, Instant now) {
    try (RowCursor rows = transaction.query(FeaturePlans.greatestTime(table))) {
      Instant greatest = rows.next() ? (Instant) rows.value(0) : null;
      if (greatest == null || greatest.isBefore(now)) {
        return now;
      }
      return greatest.plus(1, ChronoUnit.MICROS);
    }
  }
}
