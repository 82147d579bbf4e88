package io.metaxy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Immutable copies of values that JSON can hold. */
final class JsonValues {
  private JsonValues() {}

  static Map<String, @Nullable Object> frozen(
      String what, Map<String, ? extends @Nullable Object> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, frozenValue(what, value)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object frozenValue(String what, @Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double
        || value instanceof BigInteger) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float || value instanceof BigDecimal) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Collection<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>();
      elements.forEach(element -> copy.add(frozenValue(what, element)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map<?, ?> entries) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      entries.forEach((key, element) -> copy.put(String.valueOf(key), frozenValue(what, element)));
      return Collections.unmodifiableMap(copy);
    }
    throw new MetaxyException(
        ErrorCode.INVALID_FEATURE,
        "The " + what + " holds '" + value + "', a " + value.getClass().getName() + ".",
        "Use texts, numbers, booleans, lists, maps and null, as JSON has them.");
  }
}
