package io.metaxy.duckdb;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.sql.PlainValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** The values of an Arrow vector as ours. */
final class ArrowValues {
  private final FieldVector vector;
  private final IntFunction<Object> present;

  private ArrowValues(FieldVector vector, IntFunction<Object> present) {
    this.vector = vector;
    this.present = present;
  }

  static ArrowValues of(FieldVector vector, DataType type) {
    return new ArrowValues(vector, present(vector, type));
  }

  @Nullable Object get(int row) {
    return vector.isNull(row) ? null : present.apply(row);
  }

  private static IntFunction<Object> present(FieldVector vector, DataType type) {
    if (type == DataType.STRING && vector instanceof VarCharVector texts) {
      return new LastText(texts);
    }
    if (type == DataType.INT64 && vector instanceof BigIntVector numbers) {
      return numbers::get;
    }
    if (type == DataType.FLOAT64 && vector instanceof Float8Vector numbers) {
      return numbers::get;
    }
    if (type == DataType.BOOLEAN && vector instanceof BitVector flags) {
      return row -> flags.get(row) == 1;
    }
    if (type == DataType.DATE && vector instanceof DateDayVector days) {
      return row -> LocalDate.ofEpochDay(days.get(row));
    }
    if (type == DataType.TIMESTAMP && vector instanceof TimeStampMicroTZVector times) {
      return new LastTime(times);
    }
    if (type == DataType.BINARY && vector instanceof VarBinaryVector bytes) {
      return bytes::get;
    }
    if (type instanceof DataType.MapOf map) {
      return map((MapVector) vector, map);
    }
    if (type instanceof DataType.ListOf list && vector instanceof ListVector lists) {
      return list(lists, list);
    }
    if (type instanceof DataType.Struct struct) {
      return struct((StructVector) vector, struct);
    }
    return row -> converted(type, vector.getObject(row));
  }

  /** Columns of other programs, with types near ours. */
  private static Object converted(DataType type, Object value) {
    if (type instanceof DataType.Decimal) {
      return value instanceof BigDecimal ? value : new BigDecimal(value.toString());
    }
    if (type instanceof DataType.ListOf) {
      return value;
    }
    return switch ((DataType.Scalar) type) {
      case INT64 -> value instanceof Character c ? (long) c : ((Number) value).longValue();
      case FLOAT64 -> ((Number) value).doubleValue();
      case TIMESTAMP -> ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
      default -> value.toString();
    };
  }

  /** Many rows share a text, such as a version: the last one is given again. */
  private static final class LastText implements IntFunction<Object> {
    private final VarCharVector vector;
    private byte[] bytes = {};
    private String text = "";

    LastText(VarCharVector vector) {
      this.vector = vector;
    }

    @Override
    public Object apply(int row) {
      byte[] found = vector.get(row);
      if (!Arrays.equals(found, bytes)) {
        bytes = found;
        text = new String(found, StandardCharsets.UTF_8);
      }
      return text;
    }
  }

  /** All rows of a write share a time. */
  private static final class LastTime implements IntFunction<Object> {
    private final TimeStampVector vector;
    private long micros;
    private Instant time = Instant.EPOCH;

    LastTime(TimeStampVector vector) {
      this.vector = vector;
    }

    @Override
    public Object apply(int row) {
      long found = vector.get(row);
      if (found != micros) {
        micros = found;
        time = PlainValues.instant(found);
      }
      return time;
    }
  }

  private static IntFunction<Object> list(ListVector vector, DataType.ListOf type) {
    ArrowValues elements = of(vector.getDataVector(), type.element());
    return row -> {
      List<@Nullable Object> list = new ArrayList<>();
      int end = vector.getElementEndIndex(row);
      for (int i = vector.getElementStartIndex(row); i < end; i++) {
        list.add(elements.get(i));
      }
      return Collections.unmodifiableList(list);
    };
  }

  private static IntFunction<Object> map(MapVector vector, DataType.MapOf type) {
    StructVector entries = (StructVector) vector.getDataVector();
    ArrowValues keys = of((FieldVector) entries.getChildByOrdinal(0), type.key());
    ArrowValues values = of((FieldVector) entries.getChildByOrdinal(1), type.value());
    return row -> {
      int start = vector.getElementStartIndex(row);
      int end = vector.getElementEndIndex(row);
      Map<Object, @Nullable Object> map = new LinkedHashMap<>((end - start) * 2);
      for (int i = start; i < end; i++) {
        Object key = keys.get(i);
        if (key != null) {
          map.put(key, values.get(i));
        }
      }
      return Collections.unmodifiableMap(map);
    };
  }

  private static IntFunction<Object> struct(StructVector vector, DataType.Struct type) {
    List<Column> fields = type.fields();
    List<ArrowValues> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      values.add(of((FieldVector) vector.getChildByOrdinal(i), fields.get(i).type()));
    }
    return row -> {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        map.put(fields.get(i).name(), values.get(i).get(row));
      }
      return Collections.unmodifiableMap(map);
    };
  }
}
