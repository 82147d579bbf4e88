package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.RecordColumns;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as rows: a column for each component. */
final class Records {
  private Records() {}

  /** The values of {@code record} by column name. */
  static Map<String, @Nullable Object> toMap(Record record) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      row.put(RecordColumns.name(component), value(record, component));
    }
    return row;
  }

  private static @Nullable Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new MetaxyException(
          ErrorCode.INVALID_ROWS,
          "Component "
              + component.getName()
              + " of "
              + record.getClass().getName()
              + " cannot be read.",
          "Make the record class accessible, and its accessors free of exceptions.",
          e);
    }
  }
}
