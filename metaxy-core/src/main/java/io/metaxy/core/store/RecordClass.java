package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RecordColumns;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record class as rows have it: a column for each component. */
final class RecordClass {
  private static final ClassValue<RecordClass> CLASSES =
      new ClassValue<>() {
        @Override
        protected RecordClass computeValue(Class<?> type) {
          return new RecordClass(type);
        }
      };

  private final Class<?> type;
  private final List<Part> parts;
  private final Constructor<?> constructor;

  private RecordClass(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    this.parts = Arrays.stream(components).map(Part::of).toList();
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new AssertionError("every record has its canonical constructor", e);
    }
    constructor.setAccessible(true);
  }

  /**
   * What there is to know of {@code type}.
   *
   * @throws MetaxyException {@code INVALID_REQUEST} if its module keeps it closed
   */
  static RecordClass of(Class<? extends Record> type) {
    try {
      return CLASSES.get(type);
    } catch (InaccessibleObjectException e) {
      throw new MetaxyException(
          ErrorCode.INVALID_REQUEST,
          "Record "
              + type.getName()
              + " is in a package that "
              + type.getModule()
              + " does not open.",
          "Write 'opens " + type.getPackageName() + ";' into its module-info.java.",
          e);
    }
  }

  /**
   * A component.
   *
   * @param name its name
   * @param column the name of its column
   * @param type its class, with type arguments
   * @param declared what the class tells of the column's type; null if only values tell it
   */
  record Part(
      String name, String column, Type type, Method accessor, @Nullable ValueShape declared) {

    static Part of(RecordComponent component) {
      component.getAccessor().setAccessible(true);
      return new Part(
          component.getName(),
          RecordColumns.name(component),
          component.getGenericType(),
          component.getAccessor(),
          declared(component));
    }

    private static @Nullable ValueShape declared(RecordComponent component) {
      try {
        return ValueShape.of(RecordColumns.type(component));
      } catch (MetaxyException e) {
        // Such as a decimal, whose digits only the values tell.
        return null;
      }
    }

    /** What the class, or else the value in {@code record}, tells of the column's type. */
    @Nullable ValueShape shape(Record record) {
      return declared != null ? declared : ValueShapes.of(value(record));
    }

    /** The value in {@code record}. */
    @Nullable Object value(Record record) {
      try {
        return accessor.invoke(record);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new MetaxyException(
            ErrorCode.INVALID_ROWS,
            "Component " + name + " of " + record.getClass().getName() + " cannot be read.",
            "Make the record class accessible, and its accessors free of exceptions.",
            e);
      }
    }
  }

  /** The name that errors give it. */
  String name() {
    return type.getSimpleName();
  }

  /** The components, in order. */
  List<Part> parts() {
    return parts;
  }

  /** The values of {@code record} by column name. */
  static Map<String, @Nullable Object> values(Record record) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Part part : of(record.getClass()).parts()) {
      values.put(part.column(), part.value(record));
    }
    return values;
  }

  /**
   * A record of these values, one for each component.
   *
   * @throws MetaxyException {@code TYPE_MISMATCH} if the class refuses them
   */
  Object make(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new MetaxyException(
          ErrorCode.TYPE_MISMATCH,
          "The constructor of " + name() + " refuses a row.",
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
}
