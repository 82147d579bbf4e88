package io.metaxy.core.inprocess;

import io.metaxy.core.json.CodePoints;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values compare (rule E1): NaN equals itself and is the greatest number, -0.0 equals 0.0,
 * whole numbers compare exactly with doubles, text compares by code point, bytes are unsigned.
 */
final class Ordering {
  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private Ordering() {}

  /** Less than, equal to or greater than zero, as {@code a} is to {@code b}. */
  static int compare(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return compareNumbers(x, y);
    }
    if (a instanceof String x && b instanceof String y) {
      return CodePoints.ORDER.compare(x, y);
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.compareUnsigned(x, y);
    }
    if (a.getClass() == b.getClass() && a instanceof Comparable<?>) {
      @SuppressWarnings("unchecked")
      Comparable<Object> x = (Comparable<Object>) a;
      return x.compareTo(b);
    }
    throw new IllegalArgumentException(
        "a " + a.getClass().getName() + " does not compare with a " + b.getClass().getName());
  }

  /** The same with null as the least of all. */
  static int compareNullable(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return compare(a, b);
  }

  private static int compareNumbers(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.compareTo(y);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x < y ? -1 : x > y ? 1 : x.equals(y) ? 0 : Boolean.compare(x.isNaN(), y.isNaN());
    }
    if (a instanceof Double x && !Double.isFinite(x)) {
      return x == Double.NEGATIVE_INFINITY ? -1 : 1;
    }
    if (b instanceof Double y && !Double.isFinite(y)) {
      return y == Double.NEGATIVE_INFINITY ? 1 : -1;
    }
    return exact(a).compareTo(exact(b));
  }

  private static BigDecimal exact(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    return number instanceof Double d ? new BigDecimal(d) : BigDecimal.valueOf(number.longValue());
  }

  /** The values at {@code columns}, equal to another's when all of them compare as equal. */
  static @Nullable Object key(@Nullable Object[] row, int[] columns) {
    if (columns.length == 1) {
      return keyPart(row[columns[0]]);
    }
    @Nullable Object[] parts = new @Nullable Object[columns.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = keyPart(row[columns[i]]);
    }
    return Arrays.asList(parts);
  }

  /** A value whose {@code equals} is that of {@link #compare}. */
  static @Nullable Object keyPart(@Nullable Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number(new BigDecimal(number)) : number;
    }
    if (value instanceof BigDecimal number) {
      return number(number);
    }
    if (value instanceof byte[] bytes) {
      return ByteBuffer.wrap(bytes);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Ordering::keyPart).toList();
    }
    return value;
  }

  private static Object number(BigDecimal number) {
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    boolean whole =
        plain.scale() <= 0
            && plain.compareTo(LEAST_LONG) >= 0
            && plain.compareTo(GREATEST_LONG) <= 0;
    return whole ? (Object) plain.longValueExact() : plain;
  }
}
