package io.metaxy.core.store;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Column types found from Java values. */
final class ValueTypes {
  private ValueTypes() {}

  /** The type of {@code value}; null if nothing can be said: a null, an empty list. */
  static @Nullable DataType of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return DataType.INT64;
    }
    if (value instanceof Double || value instanceof Float) {
      return DataType.FLOAT64;
    }
    if (value instanceof CharSequence || value instanceof Enum || value instanceof Character) {
      return DataType.STRING;
    }
    if (value instanceof Boolean) {
      return DataType.BOOLEAN;
    }
    if (value instanceof LocalDate) {
      return DataType.DATE;
    }
    if (value instanceof Instant
        || value instanceof OffsetDateTime
        || value instanceof ZonedDateTime
        || value instanceof LocalDateTime
        || value instanceof java.util.Date) {
      return DataType.TIMESTAMP;
    }
    if (value instanceof byte[]) {
      return DataType.BINARY;
    }
    if (value instanceof BigDecimal decimal) {
      int scale = Math.max(decimal.scale(), 0);
      int whole = Math.max(decimal.precision() - decimal.scale(), 0);
      return decimalOf(whole, scale);
    }
    if (value instanceof Collection<?> list) {
      DataType element = null;
      for (Object item : list) {
        element = merge(element, of(item));
      }
      return element == null ? null : DataType.list(element);
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(map);
    }
    if (value instanceof Record record) {
      return ofMap(Records.toMap(record));
    }
    throw new UnmergeableTypes("a " + value.getClass().getName() + " is no value of a column");
  }

  /** Text to text is a map; other texts to values are a struct. */
  private static @Nullable DataType ofMap(Map<?, ?> map) {
    List<Column> fields = new ArrayList<>();
    boolean texts = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      DataType type = of(entry.getValue());
      texts &= type == null || type == DataType.STRING;
      if (!(entry.getKey() instanceof String name)) {
        throw new UnmergeableTypes("a map's keys are texts, not " + entry.getKey());
      }
      if (type != null && !name.isEmpty()) {
        fields.add(new Column(name, type));
      }
    }
    return texts ? DataType.STRING_MAP : new DataType.Struct(fields);
  }

  /**
   * A type that holds the values of both.
   *
   * @throws UnmergeableTypes if there is none
   */
  static @Nullable DataType merge(@Nullable DataType a, @Nullable DataType b) {
    if (a == null || b == null || a.equals(b)) {
      return a == null ? b : a;
    }
    if (isNumber(a) && isNumber(b)) {
      if (a == DataType.FLOAT64 || b == DataType.FLOAT64) {
        return DataType.FLOAT64;
      }
      DataType.Decimal x = decimal(a);
      DataType.Decimal y = decimal(b);
      return decimalOf(
          Math.max(x.precision() - x.scale(), y.precision() - y.scale()),
          Math.max(x.scale(), y.scale()));
    }
    if (a instanceof DataType.ListOf x && b instanceof DataType.ListOf y) {
      DataType element = merge(x.element(), y.element());
      return element == null ? null : DataType.list(element);
    }
    if (a instanceof DataType.Struct x && b instanceof DataType.Struct y) {
      Map<String, @Nullable DataType> fields = new LinkedHashMap<>();
      x.fields().forEach(f -> fields.put(f.name(), f.type()));
      y.fields().forEach(f -> fields.put(f.name(), merge(fields.get(f.name()), f.type())));
      List<Column> merged = new ArrayList<>();
      fields.forEach(
          (name, type) -> {
            if (type != null) {
              merged.add(new Column(name, type));
            }
          });
      return new DataType.Struct(merged);
    }
    throw new UnmergeableTypes("its values are " + a + " and " + b);
  }

  private static boolean isNumber(DataType type) {
    return type.isNumeric();
  }

  private static DataType.Decimal decimal(DataType type) {
    return type instanceof DataType.Decimal d ? d : new DataType.Decimal(19, 0);
  }

  private static DataType decimalOf(int whole, int scale) {
    if (whole + scale > 38) {
      throw new UnmergeableTypes("a decimal of more than 38 digits has no column type");
    }
    return DataType.decimal(Math.max(whole + scale, 1), scale);
  }

  /** Says why values have no common type. */
  static final class UnmergeableTypes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnmergeableTypes(String why) {
      super(why, null, false, false);
    }
  }
}
