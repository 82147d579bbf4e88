package io.metaxy.core.plan;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/** Days and times as nodes of a plan, which writes years with four digits. */
public final class TimeLiterals {
  private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private TimeLiterals() {}

  /**
   * A day.
   *
   * @throws MetaxyException {@code TYPE_MISMATCH} if its year is not one of 0000 to 9999
   */
  public static RexNode of(RexBuilder rex, LocalDate day) {
    check(!day.isBefore(FIRST) && !day.isAfter(LAST), day);
    return rex.makeDateLiteral(DateString.fromDaysSinceEpoch((int) day.toEpochDay()));
  }

  /**
   * An instant as a timestamp of microseconds.
   *
   * @throws MetaxyException {@code TYPE_MISMATCH} if its year is not one of 0000 to 9999
   */
  public static RexNode of(RexBuilder rex, Instant instant) {
    check(
        !instant.isBefore(FIRST.atStartOfDay().toInstant(ZoneOffset.UTC))
            && instant.isBefore(LAST.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)),
        instant);
    TimestampString text =
        TimestampString.fromMillisSinceEpoch(instant.getEpochSecond() * 1000)
            .withNanos(instant.getNano());
    return rex.makeTimestampLiteral(text, 6);
  }

  private static void check(boolean sayable, Object time) {
    if (!sayable) {
      throw new MetaxyException(
          ErrorCode.TYPE_MISMATCH,
          "The time " + time + " cannot be compared: its year is not one of 0000 to 9999.",
          "Use a time within these years, or leave the comparison out.");
    }
  }
}
