package io.metaxy.expr;

/** Operations on dates and timestamps, in UTC. Null in, null out. */
public final class DateTimeMethods {
  private final Expr value;

  DateTimeMethods(Expr value) {
    this.value = value;
  }

  /** The year. */
  public Expr year() {
    return Expressions.call(Function.DT_YEAR, value);
  }

  /** The month, 1 to 12. */
  public Expr month() {
    return Expressions.call(Function.DT_MONTH, value);
  }

  /** The day of the month, 1 to 31. */
  public Expr day() {
    return Expressions.call(Function.DT_DAY, value);
  }

  /** The hour, 0 to 23. */
  public Expr hour() {
    return Expressions.call(Function.DT_HOUR, value);
  }

  /** The minute, 0 to 59. */
  public Expr minute() {
    return Expressions.call(Function.DT_MINUTE, value);
  }

  /** The second, 0 to 59. */
  public Expr second() {
    return Expressions.call(Function.DT_SECOND, value);
  }

  /** The milliseconds within the second, 0 to 999. */
  public Expr millisecond() {
    return Expressions.call(Function.DT_MILLISECOND, value);
  }

  /** The microseconds within the second, 0 to 999,999. */
  public Expr microsecond() {
    return Expressions.call(Function.DT_MICROSECOND, value);
  }

  /** The day of the year, 1 to 366. */
  public Expr ordinalDay() {
    return Expressions.call(Function.DT_ORDINAL_DAY, value);
  }

  /** The day of the week, Monday 1 to Sunday 7. */
  public Expr weekday() {
    return Expressions.call(Function.DT_WEEKDAY, value);
  }

  /** The day of a timestamp. */
  public Expr date() {
    return Expressions.call(Function.DT_DATE, value);
  }
}
