package io.metaxy.core.function;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Casts. What has no value in the new type is an error, never null and never something near. */
public final class Conversions {
  private Conversions() {}

  public static Double longToDouble(Long value) {
    return (double) value;
  }

  /** Cut towards zero. */
  public static Long doubleToLong(Double value) {
    // 2^63 itself is a double, and one too great.
    if (!(value >= -0x1p63 && value < 0x1p63)) {
      throw new ArithmeticException(value + " is no whole number of 64 bits");
    }
    return value.longValue();
  }

  public static String longToString(Long value) {
    return value.toString();
  }

  public static Long booleanToLong(Boolean value) {
    return value ? 1L : 0L;
  }

  public static Double booleanToDouble(Boolean value) {
    return value ? 1.0 : 0.0;
  }

  public static String booleanToString(Boolean value) {
    return value.toString();
  }

  public static Boolean longToBoolean(Long value) {
    return value != 0;
  }

  public static Boolean doubleToBoolean(Double value) {
    return value != 0;
  }

  public static Long stringToLong(String text) {
    return Long.valueOf(text);
  }

  public static Double stringToDouble(String text) {
    return switch (text) {
      case "inf", "+inf", "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
      case "nan", "NaN" -> Double.NaN;
      default -> new BigDecimal(text).doubleValue();
    };
  }

  public static LocalDate stringToDate(String text) {
    return LocalDate.parse(text);
  }

  public static Instant stringToTimestamp(String text) {
    return IsoTime.parse(text);
  }

  public static String dateToString(LocalDate date) {
    return date.toString();
  }

  public static Instant dateToTimestamp(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  public static LocalDate timestampToDate(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }

  public static BigDecimal stringToDecimal(String text) {
    return new BigDecimal(text);
  }

  public static BigDecimal longToDecimal(Long value) {
    return BigDecimal.valueOf(value);
  }

  public static Double decimalToDouble(BigDecimal value) {
    return value.doubleValue();
  }
}
