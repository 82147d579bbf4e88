package io.metaxy.core.function;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Entries of maps and structs, by the type of the value. Engines that keep maps as JSON text hand
 * them over as JSON's values: times are whole numbers there, NaN and infinities texts.
 */
public final class Entries {
  private Entries() {}

  public static @Nullable Long entryLong(Map<?, ?> map, String key) {
    return map.get(key) instanceof Number n ? (Long) n.longValue() : null;
  }

  public static @Nullable Double entryDouble(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value instanceof String text) {
      return Conversions.stringToDouble(text);
    }
    return value instanceof Number n ? (Double) n.doubleValue() : null;
  }

  public static @Nullable String entryString(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? null : value.toString();
  }

  public static @Nullable Boolean entryBoolean(Map<?, ?> map, String key) {
    return map.get(key) instanceof Boolean b ? b : null;
  }

  public static @Nullable Instant entryTimestamp(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value instanceof Long micros
        ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
        : value instanceof Instant instant ? instant : null;
  }

  public static @Nullable LocalDate entryDate(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value instanceof Long day
        ? LocalDate.ofEpochDay(day)
        : value instanceof LocalDate date ? date : null;
  }

  public static @Nullable BigDecimal entryDecimal(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? null : new BigDecimal(value.toString());
  }
}
