package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RecordColumns;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.NearMiss;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. */
final class RecordMapper<T extends Record> {
  private final Class<T> type;
  private final Constructor<T> constructor;
  private final RecordComponent[] components;
  private final int[] columns;

  private RecordMapper(Class<T> type, Schema schema) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.columns = Arrays.stream(components).mapToInt(c -> position(schema, c)).toArray();
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("every record has its canonical constructor", e);
    }
  }

  /** A mapper of rows of {@code schema}. */
  static <T extends Record> RecordMapper<T> of(Class<T> type, Schema schema) {
    return new RecordMapper<>(type, schema);
  }

  private int position(Schema schema, RecordComponent component) {
    String column = RecordColumns.name(component);
    int position = schema.indexOf(column);
    if (position < 0) {
      throw new MetaxyException(
          ErrorCode.UNKNOWN_COLUMN,
          "No column is named '"
              + column
              + "', which component "
              + component.getName()
              + " of "
              + type.getSimpleName()
              + " stands for.",
          NearMiss.suggestion(column, schema.names()));
    }
    return position;
  }

  T map(RowCursor row) {
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = fitting(components[i], row.value(columns[i]));
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new MetaxyException(
          ErrorCode.TYPE_MISMATCH,
          "The constructor of " + type.getSimpleName() + " refuses a row.",
          "Mend the constructor, or filter such rows out.",
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new MetaxyException(
          ErrorCode.TYPE_MISMATCH,
          "Record " + type.getName() + " cannot be made.",
          "Make the class accessible.",
          e);
    }
  }

  private @Nullable Object fitting(RecordComponent component, @Nullable Object value) {
    Class<?> wanted = component.getType();
    if (value == null) {
      if (wanted.isPrimitive()) {
        throw mismatch(component, "null");
      }
      return null;
    }
    Object fitting = convert(wanted, value);
    if (fitting == null) {
      throw mismatch(component, value.getClass().getSimpleName());
    }
    return fitting;
  }

  private static @Nullable Object convert(Class<?> wanted, Object value) {
    if (wanted.isInstance(value)) {
      return value;
    }
    if (value instanceof Long number) {
      return fromLong(wanted, number);
    }
    if (value instanceof Double number) {
      return wanted == double.class ? (Object) number : null;
    }
    if (value instanceof Boolean) {
      return wanted == boolean.class ? value : null;
    }
    if (value instanceof Instant instant) {
      return fromInstant(wanted, instant);
    }
    if (value instanceof String text && wanted.isEnum()) {
      return Arrays.stream(wanted.getEnumConstants())
          .filter(c -> ((Enum<?>) c).name().equals(text))
          .findFirst()
          .orElse(null);
    }
    return null;
  }

  private static @Nullable Object fromLong(Class<?> wanted, long number) {
    if (wanted == long.class) {
      return number;
    }
    if (wanted == int.class || wanted == Integer.class) {
      return number == (int) number ? (Object) (int) number : null;
    }
    if (wanted == BigDecimal.class) {
      return BigDecimal.valueOf(number);
    }
    if (wanted == double.class || wanted == Double.class) {
      return Math.abs(number) <= 1L << 53 ? (Object) (double) number : null;
    }
    return null;
  }

  private static @Nullable Object fromInstant(Class<?> wanted, Instant instant) {
    if (wanted == OffsetDateTime.class) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (wanted == ZonedDateTime.class) {
      return instant.atZone(ZoneOffset.UTC);
    }
    return wanted == LocalDateTime.class ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : null;
  }

  private MetaxyException mismatch(RecordComponent component, String found) {
    return new MetaxyException(
        ErrorCode.TYPE_MISMATCH,
        "Component "
            + component.getName()
            + " of "
            + type.getSimpleName()
            + " is "
            + component.getType().getSimpleName()
            + ", and a row has "
            + found
            + " there.",
        "Declare the component with a type that can hold it.");
  }
}
