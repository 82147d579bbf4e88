package io.metaxy.core.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A double as Python's {@code repr} writes it: the shortest digits that read back as the same. */
final class PythonFloat {
  private static final int LEAST_PLAIN = -4;
  private static final int MOST_PLAIN = 16;

  private PythonFloat() {}

  /** {@code value}, which is finite. */
  static String repr(double value) {
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    double size = Math.abs(value);
    if (size == 0) {
      return sign + "0.0";
    }
    BigDecimal shortest = shortest(size);
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    return sign
        + (exponent < LEAST_PLAIN || exponent >= MOST_PLAIN
            ? scientific(digits, exponent)
            : plain(shortest));
  }

  private static BigDecimal shortest(double size) {
    // The JDK's own Double.toString gives too many digits before Java 19; this one is Java 19's.
    BigDecimal found = new BigDecimal(NumberOutput.toString(size, true)).stripTrailingZeros();
    if (found.precision() == 2) {
      // It prefers two near digits to one; Python takes the one.
      BigDecimal exact = new BigDecimal(size);
      for (RoundingMode mode : nearestFirst(exact)) {
        BigDecimal one = exact.round(new MathContext(1, mode));
        if (one.doubleValue() == size) {
          return one.stripTrailingZeros();
        }
      }
    }
    return found;
  }

  private static RoundingMode[] nearestFirst(BigDecimal exact) {
    BigDecimal down = exact.round(new MathContext(1, RoundingMode.DOWN));
    BigDecimal up = exact.round(new MathContext(1, RoundingMode.UP));
    boolean downIsNearer = exact.subtract(down).compareTo(up.subtract(exact)) < 0;
    return downIsNearer
        ? new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}
        : new RoundingMode[] {RoundingMode.UP, RoundingMode.DOWN};
  }

  private static String plain(BigDecimal number) {
    String text = number.toPlainString();
    return text.indexOf('.') < 0 ? text + ".0" : text;
  }

  private static String scientific(String digits, int exponent) {
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String size = Integer.toString(Math.abs(exponent));
    return mantissa + (exponent < 0 ? "e-" : "e+") + (size.length() < 2 ? "0" + size : size);
  }
}
