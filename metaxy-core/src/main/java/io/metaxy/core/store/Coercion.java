package io.metaxy.core.store;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns Java values into the class that {@link DataType} names, if nothing is lost by it. */
final class Coercion {
  /** Above it, not every whole number is a double. */
  private static final long EXACT = 1L << 53;

  private Coercion() {}

  /** Whether every value of {@code from} that fits is worth trying as {@code to} (rule W5). */
  static boolean mayFit(DataType from, DataType to) {
    if (from.equals(to)) {
      return true;
    }
    if (from == DataType.INT64) {
      return to == DataType.FLOAT64 || to instanceof DataType.Decimal;
    }
    if (from instanceof DataType.Decimal) {
      return to instanceof DataType.Decimal;
    }
    if (from == DataType.DATE) {
      return to == DataType.TIMESTAMP;
    }
    if (from instanceof DataType.ListOf a && to instanceof DataType.ListOf b) {
      return mayFit(a.element(), b.element());
    }
    if (from instanceof DataType.MapOf a && to instanceof DataType.MapOf b) {
      return mayFit(a.key(), b.key()) && mayFit(a.value(), b.value());
    }
    if (from instanceof DataType.Struct a && to instanceof DataType.Struct b) {
      Map<String, DataType> types = new LinkedHashMap<>();
      b.fields().forEach(f -> types.put(f.name(), f.type()));
      return a.fields().stream()
          .allMatch(f -> types.containsKey(f.name()) && mayFit(f.type(), types.get(f.name())));
    }
    if (from instanceof DataType.Struct a && to instanceof DataType.MapOf b) {
      return a.fields().stream().allMatch(f -> mayFit(f.type(), b.value()));
    }
    return from instanceof DataType.MapOf a
        && to instanceof DataType.Struct b
        && b.fields().stream().allMatch(f -> mayFit(a.value(), f.type()));
  }

  /** {@code value} as a value of {@code type}; null if it is none. */
  static @Nullable Object apply(DataType type, Object value) {
    if (type instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> int64(value);
        case FLOAT64 -> float64(value);
        case STRING -> text(value);
        case BOOLEAN -> value instanceof Boolean ? value : null;
        case DATE ->
            value instanceof java.sql.Date day
                ? day.toLocalDate()
                : value instanceof LocalDate ? value : null;
        case TIMESTAMP -> timestamp(value);
        case BINARY -> value instanceof byte[] ? value : null;
      };
    }
    if (type instanceof DataType.Decimal decimal) {
      return decimal(decimal, value);
    }
    if (type instanceof DataType.ListOf list) {
      return value instanceof Collection<?> items ? list(list.element(), items) : null;
    }
    Map<?, ?> map =
        value instanceof Map<?, ?> m
            ? m
            : value instanceof Record record ? RecordClass.values(record) : null;
    if (map == null) {
      return null;
    }
    return type instanceof DataType.MapOf of ? map(of, map) : struct((DataType.Struct) type, map);
  }

  private static @Nullable Object text(Object value) {
    if (value instanceof Enum<?> constant) {
      // Not its toString, which a class may change; records are read by this name.
      return constant.name();
    }
    return value instanceof CharSequence || value instanceof Character ? value.toString() : null;
  }

  private static @Nullable Object int64(Object value) {
    if (value instanceof Long) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return null;
  }

  private static @Nullable Object float64(Object value) {
    if (value instanceof Double) {
      return value;
    }
    if (value instanceof Float f) {
      return (double) f;
    }
    Object whole = int64(value);
    return whole instanceof Long l && l >= -EXACT && l <= EXACT ? (Object) (double) l : null;
  }

  private static @Nullable Object timestamp(Object value) {
    Instant instant = instant(value);
    // Less than a microsecond has no place in a column (rule C1).
    return instant == null || instant.getNano() % 1000 == 0
        ? instant
        : instant.truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable Instant instant(Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof ZonedDateTime time) {
      return time.toInstant();
    }
    if (value instanceof LocalDateTime time) {
      return time.toInstant(ZoneOffset.UTC);
    }
    if (apply(DataType.DATE, value) instanceof LocalDate day) {
      return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    // A time of day alone is no instant, and its class says so by an exception.
    return value instanceof java.util.Date date && !(value instanceof java.sql.Time)
        ? date.toInstant()
        : null;
  }

  private static @Nullable Object decimal(DataType.Decimal type, Object value) {
    Object whole = value instanceof BigDecimal ? null : int64(value);
    BigDecimal number =
        value instanceof BigDecimal d ? d : whole instanceof Long l ? BigDecimal.valueOf(l) : null;
    return number == null || !fits(type, number)
        ? null
        : number.setScale(type.scale(), RoundingMode.UNNECESSARY);
  }

  /** Looked at before digits are made of an exponent: there may be billions of them. */
  private static boolean fits(DataType.Decimal type, BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    long whole = (long) bare.precision() - bare.scale();
    return bare.signum() == 0
        || bare.scale() <= type.scale() && whole <= type.precision() - type.scale();
  }

  private static @Nullable Object list(DataType element, Collection<?> items) {
    List<@Nullable Object> result = new ArrayList<>(items.size());
    for (Object item : items) {
      Object fitting = item == null ? null : apply(element, item);
      if (item != null && fitting == null) {
        return null;
      }
      result.add(fitting);
    }
    return result;
  }

  private static @Nullable Object map(DataType.MapOf type, Map<?, ?> map) {
    if (type.equals(DataType.STRING_MAP) && isTexts(map)) {
      // A copy: a caller may fill one map anew for each row.
      return new LinkedHashMap<>(map);
    }
    Map<Object, @Nullable Object> result = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = entry.getKey() == null ? null : apply(type.key(), entry.getKey());
      Object value = entry.getValue() == null ? null : apply(type.value(), entry.getValue());
      if (key == null || (entry.getValue() != null && value == null)) {
        return null;
      }
      result.put(key, value);
    }
    return result;
  }

  private static boolean isTexts(Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String)
          || !(entry.getValue() == null || entry.getValue() instanceof String)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Object struct(DataType.Struct type, Map<?, ?> map) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (Column field : type.fields()) {
      Object value = map.get(field.name());
      Object fitting = value == null ? null : apply(field.type(), value);
      if (value != null && fitting == null) {
        return null;
      }
      result.put(field.name(), fitting);
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      // A field that the type lacks reads as null, and nothing is lost if it was null.
      if (entry.getValue() != null && !result.containsKey(entry.getKey())) {
        return null;
      }
    }
    return result;
  }
}
