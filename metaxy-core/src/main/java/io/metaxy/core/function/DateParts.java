package io.metaxy.core.function;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Parts of dates and timestamps in UTC. */
public final class DateParts {
  private DateParts() {}

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  public static Long year(LocalDate date) {
    return (long) date.getYear();
  }

  public static Long month(LocalDate date) {
    return (long) date.getMonthValue();
  }

  public static Long day(LocalDate date) {
    return (long) date.getDayOfMonth();
  }

  public static Long ordinalDay(LocalDate date) {
    return (long) date.getDayOfYear();
  }

  /** Monday is 1. */
  public static Long weekday(LocalDate date) {
    return (long) date.getDayOfWeek().getValue();
  }

  public static Long hour(Instant instant) {
    return (long) utc(instant).getHour();
  }

  public static Long minute(Instant instant) {
    return (long) utc(instant).getMinute();
  }

  public static Long second(Instant instant) {
    return (long) utc(instant).getSecond();
  }

  public static Long millisecond(Instant instant) {
    return (long) instant.get(ChronoField.MILLI_OF_SECOND);
  }

  public static Long microsecond(Instant instant) {
    return (long) instant.get(ChronoField.MICRO_OF_SECOND);
  }
}
