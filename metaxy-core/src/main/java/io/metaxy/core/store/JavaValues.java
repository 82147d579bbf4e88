package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of columns as the Java types that a record's components have: {@link Coercion} back. */
final class JavaValues {
  /** Above it, not every whole number is a double. */
  private static final long EXACT = 1L << 53;

  private JavaValues() {}

  /**
   * A record of these values of columns, one for each component.
   *
   * @throws MetaxyException {@code TYPE_MISMATCH} if a component cannot hold its value
   */
  static Object record(RecordClass type, @Nullable Object[] values) {
    @Nullable Object[] fitting = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      RecordClass.Part part = type.parts().get(i);
      Object value = values[i];
      fitting[i] = value == null ? null : as(part.type(), value);
      if (fitting[i] == null && (value != null || isPrimitive(part.type()))) {
        throw mismatch(type, part, value);
      }
    }
    return type.make(fitting);
  }

  private static boolean isPrimitive(Type type) {
    return type instanceof Class<?> simple && simple.isPrimitive();
  }

  private static MetaxyException mismatch(
      RecordClass type, RecordClass.Part part, @Nullable Object found) {
    return new MetaxyException(
        ErrorCode.TYPE_MISMATCH,
        "Component "
            + part.name()
            + " of "
            + type.name()
            + " is "
            + (part.type() instanceof Class<?> simple
                ? simple.getSimpleName()
                : part.type().getTypeName())
            + ", and a row has "
            + (found == null ? "null" : found.getClass().getSimpleName())
            + " there.",
        "Declare the component with a type that can hold it.");
  }

  /** {@code value} as a {@code wanted}; null if it cannot be one without loss. */
  private static @Nullable Object as(Type wanted, Object value) {
    if (wanted instanceof Class<?> simple) {
      return as(simple, value);
    }
    if (wanted instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw) {
      return as(raw, generic.getActualTypeArguments(), value);
    }
    if (wanted instanceof WildcardType wildcard) {
      return as(wildcard.getUpperBounds()[0], value);
    }
    return wanted instanceof TypeVariable<?> variable ? as(variable.getBounds()[0], value) : null;
  }

  private static @Nullable Object as(Class<?> raw, Type[] arguments, Object value) {
    if (value instanceof Collection<?> items && arguments.length == 1) {
      Collection<@Nullable Object> result =
          raw.isAssignableFrom(ArrayList.class) ? new ArrayList<>() : new LinkedHashSet<>();
      for (Object item : items) {
        Object fitting = item == null ? null : as(arguments[0], item);
        if (item != null && fitting == null) {
          return null;
        }
        result.add(fitting);
      }
      return raw.isInstance(result) ? result : null;
    }
    if (value instanceof Map<?, ?> entries && arguments.length == 2) {
      Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        Object key = as(arguments[0], entry.getKey());
        Object item = entry.getValue() == null ? null : as(arguments[1], entry.getValue());
        if (key == null || entry.getValue() != null && item == null) {
          return null;
        }
        result.put(key, item);
      }
      return raw.isInstance(result) ? result : null;
    }
    return value instanceof Map<?, ?> ? as(raw, value) : null;
  }

  private static @Nullable Object as(Class<?> wanted, Object value) {
    if (wanted.isInstance(value)) {
      return value;
    }
    if (value instanceof Long number) {
      return fromLong(wanted, number);
    }
    if (value instanceof Double number) {
      return fromDouble(wanted, number);
    }
    if (value instanceof Boolean) {
      return wanted == boolean.class ? value : null;
    }
    if (value instanceof Instant instant) {
      return fromInstant(wanted, instant);
    }
    if (value instanceof String text) {
      return fromText(wanted, text);
    }
    if (value instanceof LocalDate day) {
      return wanted == java.sql.Date.class ? java.sql.Date.valueOf(day) : null;
    }
    return value instanceof Map<?, ?> fields && wanted.isRecord()
        ? record(wanted.asSubclass(Record.class), fields)
        : null;
  }

  private static Object record(Class<? extends Record> wanted, Map<?, ?> fields) {
    RecordClass type = RecordClass.of(wanted);
    List<RecordClass.Part> parts = type.parts();
    return record(type, parts.stream().map(part -> fields.get(part.column())).toArray());
  }

  private static @Nullable Object fromLong(Class<?> wanted, long number) {
    if (wanted == long.class) {
      return number;
    }
    if (wanted == int.class || wanted == Integer.class) {
      return number == (int) number ? (Object) (int) number : null;
    }
    if (wanted == short.class || wanted == Short.class) {
      return number == (short) number ? (Object) (short) number : null;
    }
    if (wanted == byte.class || wanted == Byte.class) {
      return number == (byte) number ? (Object) (byte) number : null;
    }
    if (wanted == BigDecimal.class) {
      return BigDecimal.valueOf(number);
    }
    return Math.abs(number) <= EXACT ? fromDouble(wanted, (double) number) : null;
  }

  private static @Nullable Object fromDouble(Class<?> wanted, double number) {
    if (wanted == double.class || wanted == Double.class) {
      return number;
    }
    boolean isExact = Double.compare((float) number, number) == 0;
    return isExact && (wanted == float.class || wanted == Float.class)
        ? (Object) (float) number
        : null;
  }

  private static @Nullable Object fromInstant(Class<?> wanted, Instant instant) {
    if (wanted == OffsetDateTime.class) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (wanted == ZonedDateTime.class) {
      return instant.atZone(ZoneOffset.UTC);
    }
    if (wanted == java.sql.Timestamp.class) {
      return java.sql.Timestamp.from(instant);
    }
    if (wanted == java.util.Date.class) {
      return instant.getNano() % 1_000_000 == 0 ? java.util.Date.from(instant) : null;
    }
    return wanted == LocalDateTime.class ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : null;
  }

  private static @Nullable Object fromText(Class<?> wanted, String text) {
    if (wanted == char.class || wanted == Character.class) {
      return text.length() == 1 ? (Object) text.charAt(0) : null;
    }
    return wanted.isEnum()
        ? Arrays.stream(wanted.getEnumConstants())
            .filter(constant -> ((Enum<?>) constant).name().equals(text))
            .findFirst()
            .orElse(null)
        : null;
  }
}
