package io.metaxy.schema;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of record classes: the names and types of their components. */
public final class RecordColumns {
  private static final Map<Class<?>, DataType> TYPES =
      Map.ofEntries(
          Map.entry(long.class, DataType.INT64),
          Map.entry(Long.class, DataType.INT64),
          Map.entry(int.class, DataType.INT64),
          Map.entry(Integer.class, DataType.INT64),
          Map.entry(short.class, DataType.INT64),
          Map.entry(Short.class, DataType.INT64),
          Map.entry(byte.class, DataType.INT64),
          Map.entry(Byte.class, DataType.INT64),
          Map.entry(double.class, DataType.FLOAT64),
          Map.entry(Double.class, DataType.FLOAT64),
          Map.entry(float.class, DataType.FLOAT64),
          Map.entry(Float.class, DataType.FLOAT64),
          Map.entry(boolean.class, DataType.BOOLEAN),
          Map.entry(Boolean.class, DataType.BOOLEAN),
          Map.entry(String.class, DataType.STRING),
          Map.entry(LocalDate.class, DataType.DATE),
          Map.entry(Instant.class, DataType.TIMESTAMP),
          Map.entry(OffsetDateTime.class, DataType.TIMESTAMP),
          Map.entry(ZonedDateTime.class, DataType.TIMESTAMP),
          Map.entry(byte[].class, DataType.BINARY));

  private RecordColumns() {}

  /**
   * The columns of a record class, in the order of its components.
   *
   * @throws MetaxyException {@code INVALID_FEATURE} if a component's class has no column type
   */
  public static Schema schema(Class<? extends Record> type) {
    return schema(type, Set.of());
  }

  private static Schema schema(Class<? extends Record> type, Set<Class<?>> around) {
    Set<Class<?>> within = new HashSet<>(around);
    within.add(type);
    List<Column> columns = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      columns.add(new Column(name(component), type(component, within)));
    }
    return Schema.of(columns);
  }

  /** The column of a component: as {@link ColumnName} says, else its name in snake case. */
  public static String name(RecordComponent component) {
    ColumnName name = component.getAnnotation(ColumnName.class);
    return name != null ? name.value() : snakeCase(component.getName());
  }

  /**
   * The type of a component: as {@link ColumnType} says, else the one of its class.
   *
   * @throws MetaxyException {@code INVALID_FEATURE} if the class has none
   */
  public static DataType type(RecordComponent component) {
    return type(component, Set.of(component.getDeclaringRecord()));
  }

  private static DataType type(RecordComponent component, Set<Class<?>> within) {
    ColumnType type = component.getAnnotation(ColumnType.class);
    if (type != null) {
      return DataType.of(type.value());
    }
    DataType known = ofJava(component.getGenericType(), within);
    if (known == null) {
      throw new MetaxyException(
          ErrorCode.INVALID_FEATURE,
          "Component "
              + component.getName()
              + " of record "
              + component.getDeclaringRecord().getName()
              + " is a "
              + component.getGenericType().getTypeName()
              + ", for which there is no column type.",
          "Say it with @ColumnType, such as @ColumnType(\"decimal(10, 2)\"), or use another class.");
    }
    return known;
  }

  private static @Nullable DataType ofJava(Type type, Set<Class<?>> within) {
    if (type instanceof Class<?> simple) {
      return simple.isEnum() ? DataType.STRING : ofClass(simple, within);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      Type[] arguments = generic.getActualTypeArguments();
      if (Map.class.isAssignableFrom(raw) && arguments.length == 2) {
        DataType key = ofJava(arguments[0], within);
        DataType value = ofJava(arguments[1], within);
        return key == null || value == null ? null : DataType.map(key, value);
      }
      if (Collection.class.isAssignableFrom(raw) && arguments.length == 1) {
        DataType element = ofJava(arguments[0], within);
        return element == null ? null : DataType.list(element);
      }
    }
    return null;
  }

  private static @Nullable DataType ofClass(Class<?> type, Set<Class<?>> within) {
    if (type.isRecord()) {
      // One that holds itself has a struct without end, which is no type.
      return within.contains(type)
          ? null
          : new DataType.Struct(schema(type.asSubclass(Record.class), within).columns());
    }
    return TYPES.get(type);
  }

  /** {@code modelVersion} as {@code model_version}, {@code imageURL} as {@code image_url}. */
  public static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
