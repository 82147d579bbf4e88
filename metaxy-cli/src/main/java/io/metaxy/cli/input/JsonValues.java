package io.metaxy.cli.input;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.tree.Source;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON's values as values of column types. */
final class JsonValues {
  private JsonValues() {}

  /** The value that a JSON text in a field writes; null if it writes none of the type. */
  static @Nullable Object parse(DataType type, String text) {
    try {
      Object value = JsonText.exactValue(new Source("a field", ErrorCode.INVALID_INPUT), text);
      return value == null ? null : of(type, value);
    } catch (MetaxyException e) {
      return null;
    }
  }

  /** {@code value} as a value of {@code type}; null if it is none. */
  static @Nullable Object of(DataType type, Object value) {
    if (value instanceof String text) {
      return Texts.parse(type, text);
    }
    if (type == DataType.BOOLEAN) {
      return value instanceof Boolean ? value : null;
    }
    if (value instanceof Number number) {
      return number(type, number);
    }
    if (type instanceof DataType.ListOf list && value instanceof Collection<?> items) {
      List<@Nullable Object> result = new ArrayList<>();
      for (Object item : items) {
        Object fitting = item == null ? null : of(list.element(), item);
        if (item != null && fitting == null) {
          return null;
        }
        result.add(fitting);
      }
      return result;
    }
    if (type instanceof DataType.MapOf map && value instanceof Map<?, ?> entries) {
      return map(entries, Map.of(), map.value());
    }
    if (type instanceof DataType.Struct struct && value instanceof Map<?, ?> entries) {
      Map<String, DataType> types = new LinkedHashMap<>();
      for (Column field : struct.fields()) {
        types.put(field.name(), field.type());
      }
      return map(entries, types, null);
    }
    return null;
  }

  private static @Nullable Object number(DataType type, Number number) {
    if (type == DataType.FLOAT64) {
      double value = number.doubleValue();
      return number instanceof Double
              || number instanceof BigDecimal
              || Texts.isKept(value, number.toString())
          ? (Object) value
          : null;
    }
    if (type == DataType.INT64) {
      return number instanceof Long || number instanceof Integer
          ? (Object) number.longValue()
          : null;
    }
    if (type instanceof DataType.Decimal) {
      return number instanceof BigInteger big
          ? new BigDecimal(big)
          : new BigDecimal(number.toString());
    }
    return type == DataType.STRING ? number.toString() : null;
  }

  private static @Nullable Object map(
      Map<?, ?> entries, Map<String, DataType> types, @Nullable DataType others) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String key = String.valueOf(entry.getKey());
      DataType type = types.getOrDefault(key, others);
      Object value = entry.getValue();
      Object fitting = value == null || type == null ? null : of(type, value);
      if (value != null && fitting == null) {
        return null;
      }
      result.put(key, fitting);
    }
    return result;
  }
}
