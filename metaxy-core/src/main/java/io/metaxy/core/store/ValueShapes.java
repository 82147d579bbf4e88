package io.metaxy.core.store;

import io.metaxy.core.store.ValueShape.NoOneType;
import io.metaxy.core.store.ValueShape.Whole;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of Java values. */
final class ValueShapes {
  private static final Whole INT64 = new Whole(DataType.INT64);
  private static final Whole FLOAT64 = new Whole(DataType.FLOAT64);
  private static final Whole STRING = new Whole(DataType.STRING);
  private static final Whole BOOLEAN = new Whole(DataType.BOOLEAN);
  private static final Whole DATE = new Whole(DataType.DATE);
  private static final Whole TIMESTAMP = new Whole(DataType.TIMESTAMP);
  private static final Whole BINARY = new Whole(DataType.BINARY);

  private ValueShapes() {}

  /**
   * The shape of {@code value}; null if it is null.
   *
   * @throws NoOneType if it is no value of any type
   */
  static @Nullable ValueShape of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return INT64;
    }
    if (value instanceof Double || value instanceof Float) {
      return FLOAT64;
    }
    if (value instanceof CharSequence || value instanceof Enum || value instanceof Character) {
      return STRING;
    }
    if (value instanceof Boolean) {
      return BOOLEAN;
    }
    if (value instanceof LocalDate || value instanceof java.sql.Date) {
      return DATE;
    }
    if (isTime(value)) {
      return TIMESTAMP;
    }
    if (value instanceof byte[]) {
      return BINARY;
    }
    if (value instanceof BigDecimal decimal) {
      int scale = Math.max(decimal.scale(), 0);
      int whole = Math.max(decimal.precision() - decimal.scale(), 0);
      return new Whole(ValueShape.decimal(whole, scale));
    }
    if (value instanceof Collection<?> list) {
      ValueShape element = null;
      for (Object item : list) {
        element = ValueShape.merge(element, of(item));
      }
      return new ValueShape.Items(element);
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    if (value instanceof Record record) {
      return ofRecord(record);
    }
    throw new NoOneType(
        "a " + value.getClass().getName() + " is no value of a column", "Convert the values.");
  }

  private static boolean isTime(Object value) {
    return value instanceof Instant
        || value instanceof OffsetDateTime
        || value instanceof ZonedDateTime
        || value instanceof LocalDateTime
        || value instanceof java.util.Date && !(value instanceof java.sql.Time);
  }

  private static ValueShape ofMap(Map<?, ?> map) {
    Map<String, @Nullable ValueShape> fields = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new NoOneType(
            "the keys of its maps are not all texts, such as " + entry.getKey(),
            "Make them texts, or declare the column's type in the feature's spec.");
      }
      fields.put(name, of(entry.getValue()));
    }
    return new ValueShape.Fields(fields, false);
  }

  /** A record's class tells what its values do not. */
  private static ValueShape ofRecord(Record record) {
    Map<String, @Nullable ValueShape> fields = new LinkedHashMap<>();
    for (RecordClass.Part part : RecordClass.of(record.getClass()).parts()) {
      fields.put(part.column(), part.shape(record));
    }
    return new ValueShape.Fields(fields, true);
  }
}
