package io.metaxy.cli.input;

import io.metaxy.core.function.IsoTime;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts as values of column types. */
final class Texts {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?|NaN|-?Infinity");
  private static final Pattern DIGITS = Pattern.compile("-?[0-9]+");

  /** From here on, doubles leave whole numbers out. */
  private static final double FIRST_WITH_GAPS = 1L << 53;

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*");

  /** From narrow to wide; every text is a string. */
  private static final List<DataType> GUESSES =
      List.of(
          DataType.BOOLEAN, DataType.INT64, DataType.FLOAT64, DataType.DATE, DataType.TIMESTAMP);

  private Texts() {}

  /** The narrowest type that {@code text} looks like. Digits that begin with 0 are a text. */
  static DataType guess(String text) {
    for (DataType type : GUESSES) {
      if (looksLike(type, text) && parse(type, text) != null) {
        return type;
      }
    }
    return DataType.STRING;
  }

  private static boolean looksLike(DataType type, String text) {
    if (type == DataType.BOOLEAN) {
      return bool(text) != null; // pandas writes True
    }
    Pattern pattern =
        type == DataType.INT64
            ? WHOLE
            : type == DataType.FLOAT64 ? NUMBER : type == DataType.DATE ? DAY : TIME;
    return pattern.matcher(text).matches();
  }

  /** The value of {@code type} that {@code text} writes; null if it writes none. */
  static @Nullable Object parse(DataType type, String text) {
    try {
      if (type == DataType.STRING) {
        return text;
      }
      if (type == DataType.INT64) {
        return Long.valueOf(text);
      }
      if (type == DataType.FLOAT64) {
        return NUMBER.matcher(text).matches() ? float64(text) : null;
      }
      if (type == DataType.BOOLEAN) {
        return bool(text);
      }
      if (type == DataType.DATE) {
        return LocalDate.parse(text);
      }
      if (type == DataType.TIMESTAMP) {
        return IsoTime.parse(text);
      }
      if (type == DataType.BINARY) {
        return Base64.getDecoder().decode(text);
      }
      return type instanceof DataType.Decimal ? new BigDecimal(text) : null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  /** The double nearest to a text; null if none is near, or if it is not a whole number's own. */
  private static @Nullable Object float64(String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      return text.endsWith("Infinity") ? value : null;
    }
    return !DIGITS.matcher(text).matches() || isKept(value, text) ? value : null;
  }

  /** Whether {@code value} is just the whole number that {@code digits} write. */
  static boolean isKept(double value, String digits) {
    return Math.abs(value) < FIRST_WITH_GAPS
        || (!Double.isInfinite(value)
            && new BigDecimal(value).compareTo(new BigDecimal(digits)) == 0);
  }

  private static @Nullable Object bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }
}
