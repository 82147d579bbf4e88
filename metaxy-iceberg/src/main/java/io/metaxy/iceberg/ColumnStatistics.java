package io.metaxy.iceberg;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB tells of the columns of a file that it wrote, as Iceberg keeps it to leave files out.
 * A bound that is not certain is left out itself.
 */
final class ColumnStatistics {
  /** So many characters of a text does Iceberg keep unless told otherwise. */
  private static final int TEXT = 16;

  private final Map<Integer, Long> sizes = new HashMap<>();
  private final Map<Integer, Long> values = new HashMap<>();
  private final Map<Integer, Long> nulls = new HashMap<>();
  private final Map<Integer, Long> nans = new HashMap<>();
  private final Map<Integer, ByteBuffer> lower = new HashMap<>();
  private final Map<Integer, ByteBuffer> upper = new HashMap<>();

  private ColumnStatistics() {}

  /**
   * The metrics of a file.
   *
   * @param statistics by DuckDB's names of columns, as {@code RETURN_STATS} gives them
   */
  static Metrics metrics(long rows, List<Types.NestedField> fields, Map<?, ?> statistics) {
    ColumnStatistics all = new ColumnStatistics();
    for (Types.NestedField field : fields) {
      // Names are quoted there, always.
      Object of = statistics.get('"' + field.name().replace("\"", "\"\"") + '"');
      if (of instanceof Map<?, ?> column) {
        all.add(field, column, rows);
      }
    }
    return new Metrics(rows, all.sizes, all.values, all.nulls, all.nans, all.lower, all.upper);
  }

  private void add(Types.NestedField field, Map<?, ?> column, long rows) {
    int id = field.fieldId();
    values.put(id, rows);
    Long nullCount = number(column.get("null_count"));
    if (nullCount != null) {
      nulls.put(id, nullCount);
    }
    Long size = number(column.get("column_size_bytes"));
    if (size != null) {
      sizes.put(id, size);
    }
    Type type = field.type();
    boolean fractional = type.typeId() == Type.TypeID.DOUBLE || type.typeId() == Type.TypeID.FLOAT;
    if (fractional) {
      Long nan = number(column.get("nan_count"));
      if (nan != null) {
        nans.put(id, nan);
      } else if (!isTrue(column.get("has_nan"))) {
        nans.put(id, 0L);
      }
    }
    bound(lower, field, column.get("min"), true);
    if (isTrue(column.get("max_is_exact"))) {
      bound(upper, field, column.get("max"), false);
    }
  }

  private static boolean isTrue(@Nullable Object flag) {
    return flag != null && (flag.equals("1") || flag.equals("true"));
  }

  private static @Nullable Long number(@Nullable Object value) {
    return value == null ? null : Long.valueOf(value.toString());
  }

  private static void bound(
      Map<Integer, ByteBuffer> bounds,
      Types.NestedField field,
      @Nullable Object text,
      boolean low) {
    if (text == null) {
      return;
    }
    try {
      Object value = value(field.type(), text.toString(), low);
      if (value != null) {
        bounds.put(field.fieldId(), Conversions.toByteBuffer(field.type(), value));
      }
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      // Such as a year that is not written with four digits: then there is no bound.
    }
  }

  private static @Nullable Object value(Type type, String text, boolean low) {
    return switch (type.typeId()) {
      case INTEGER -> Integer.valueOf(text);
      case LONG -> Long.valueOf(text);
      case FLOAT -> zero(Float.parseFloat(infinite(text)), low);
      case DOUBLE -> zero(Double.parseDouble(infinite(text)), low);
      case BOOLEAN -> isTrue(text);
      case DATE -> (int) LocalDate.parse(text).toEpochDay();
      case TIMESTAMP -> micros(text);
      case DECIMAL -> new BigDecimal(text).setScale(((Types.DecimalType) type).scale());
      case STRING -> low ? lowText(text) : highText(text);
      default -> null;
    };
  }

  private static String infinite(String text) {
    return text.replace("inf", "Infinity").replace("nan", "NaN");
  }

  /** DuckDB takes the two zeros for one, Iceberg does not. */
  private static double zero(double value, boolean low) {
    return value == 0 ? (low ? -0.0 : 0.0) : value;
  }

  private static float zero(float value, boolean low) {
    return value == 0 ? (low ? -0.0f : 0.0f) : value;
  }

  private static long micros(String text) {
    String local = text.endsWith("+00") ? text.substring(0, text.length() - 3) : text;
    return ChronoUnit.MICROS.between(
        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC),
        LocalDateTime.parse(local.replace(' ', 'T')));
  }

  private static String lowText(String text) {
    return text.codePointCount(0, text.length()) <= TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT));
  }

  /** A text that no text with the same beginning is greater than, if there is one. */
  private static @Nullable String highText(String text) {
    if (text.codePointCount(0, text.length()) <= TEXT) {
      return text;
    }
    int[] points = text.codePoints().limit(TEXT).toArray();
    for (int i = points.length - 1; i >= 0; i--) {
      int next = points[i] + 1;
      if (Character.isValidCodePoint(next) && !(next >= 0xD800 && next <= 0xDFFF)) {
        points[i] = next;
        return new String(points, 0, i + 1);
      }
    }
    return null;
  }
}
