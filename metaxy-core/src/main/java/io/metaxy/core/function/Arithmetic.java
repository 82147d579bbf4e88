package io.metaxy.core.function;

import java.math.BigDecimal;

/**
 * Arithmetic as Narwhals means it: whole numbers are exact or fail, doubles follow IEEE 754,
 * division by sign of the divisor.
 */
public final class Arithmetic {
  private Arithmetic() {}

  public static Long addLong(Long a, Long b) {
    return Math.addExact(a, b);
  }

  public static Long subtractLong(Long a, Long b) {
    return Math.subtractExact(a, b);
  }

  public static Long multiplyLong(Long a, Long b) {
    return Math.multiplyExact(a, b);
  }

  /** Rounded down; null by zero. */
  public static @org.jspecify.annotations.Nullable Long floorDivideLong(Long a, Long b) {
    return b == 0 ? null : (Long) floorDiv(a, b);
  }

  private static long floorDiv(long a, long b) {
    if (a == Long.MIN_VALUE && b == -1) {
      throw new ArithmeticException("long overflow");
    }
    return Math.floorDiv(a, b);
  }

  /** With the sign of the divisor; null by zero. */
  public static @org.jspecify.annotations.Nullable Long moduloLong(Long a, Long b) {
    return b == 0 ? null : (Long) Math.floorMod(a, b);
  }

  public static Long negateLong(Long a) {
    return Math.negateExact(a);
  }

  public static Long absLong(Long a) {
    return a < 0 ? Math.negateExact(a) : a;
  }

  public static Double addDouble(Double a, Double b) {
    return a + b;
  }

  public static Double subtractDouble(Double a, Double b) {
    return a - b;
  }

  public static Double multiplyDouble(Double a, Double b) {
    return a * b;
  }

  public static Double divideDouble(Double a, Double b) {
    return a / b;
  }

  public static Double floorDivideDouble(Double a, Double b) {
    return Math.floor(a / b);
  }

  /** With the sign of the divisor; rounded as polars rounds it. */
  public static Double moduloDouble(Double a, Double b) {
    return a - Math.floor(a / b) * b;
  }

  public static Double negateDouble(Double a) {
    return -a;
  }

  public static Double absDouble(Double a) {
    return Math.abs(a);
  }

  public static Boolean isNan(Double a) {
    return a.isNaN();
  }

  public static Boolean isFinite(Double a) {
    return Double.isFinite(a);
  }

  public static Double nan() {
    return Double.NaN;
  }

  public static Double infinity() {
    return Double.POSITIVE_INFINITY;
  }

  /** Less than, equal to or greater than zero, as {@code a} is to {@code b}. */
  public static Long compareDecimal(BigDecimal a, BigDecimal b) {
    return (long) a.compareTo(b);
  }
}
