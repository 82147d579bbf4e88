package io.metaxy.tck.vectors;

import io.metaxy.core.function.IsoTime;
import io.metaxy.schema.DataType;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of vectors as values of columns. */
final class Values {
  private static final Map<String, DataType> TYPES =
      Map.of(
          "int64", DataType.INT64,
          "float64", DataType.FLOAT64,
          "string", DataType.STRING,
          "boolean", DataType.BOOLEAN,
          "date", DataType.DATE);

  private Values() {}

  static DataType type(String name) {
    return name.startsWith("timestamp") || name.startsWith("datetime")
        ? DataType.TIMESTAMP
        : java.util.Objects.requireNonNull(TYPES.get(name), name);
  }

  /** JSON has no NaN and no infinities: texts stand for them. */
  static @Nullable Object of(DataType type, @Nullable Object json) {
    if (json == null) {
      return null;
    }
    if (type == DataType.FLOAT64) {
      return json instanceof String text ? Double.valueOf(text) : ((Number) json).doubleValue();
    }
    if (type == DataType.INT64) {
      return ((Number) json).longValue();
    }
    if (type == DataType.DATE) {
      return LocalDate.parse(json.toString());
    }
    return type == DataType.TIMESTAMP ? IsoTime.parse(json.toString()) : json;
  }
}
