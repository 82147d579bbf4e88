package io.metaxy.duckdb;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Columns of Arrow as columns of our types. */
final class ArrowValues {
  private ArrowValues() {}

  static ArrowColumn of(FieldVector vector, DataType type) {
    if (type == DataType.STRING && vector instanceof VarCharVector texts) {
      return new ArrowTexts(texts);
    }
    if (type == DataType.INT64 && vector instanceof BigIntVector numbers) {
      return ArrowNumbers.whole(numbers);
    }
    if (type == DataType.FLOAT64 && vector instanceof Float8Vector numbers) {
      return ArrowNumbers.doubles(numbers);
    }
    if (type == DataType.TIMESTAMP && vector instanceof TimeStampMicroTZVector times) {
      return ArrowNumbers.times(times);
    }
    if (type instanceof DataType.MapOf map) {
      StructVector entries = (StructVector) ((MapVector) vector).getDataVector();
      return new ArrowMaps(
          (MapVector) vector,
          of((FieldVector) entries.getChildByOrdinal(0), map.key()),
          of((FieldVector) entries.getChildByOrdinal(1), map.value()));
    }
    if (type instanceof DataType.ListOf list && vector instanceof ListVector lists) {
      return list(lists, list);
    }
    if (type instanceof DataType.Struct struct) {
      return struct((StructVector) vector, struct);
    }
    return cells(vector, List.of(), cell(vector, type));
  }

  /** A column whose values are looked up one by one, made of other columns. */
  private static ArrowColumn cells(
      FieldVector vector, List<ArrowColumn> inner, IntFunction<Object> cell) {
    return new ArrowColumn(vector) {
      @Override
      void load(int count) {
        inner.forEach(ArrowColumn::load);
      }

      @Override
      Object present(int row) {
        return cell.apply(row);
      }
    };
  }

  private static IntFunction<Object> cell(FieldVector vector, DataType type) {
    if (type == DataType.BOOLEAN && vector instanceof BitVector flags) {
      return row -> flags.get(row) == 1;
    }
    if (type == DataType.DATE && vector instanceof DateDayVector days) {
      return row -> LocalDate.ofEpochDay(days.get(row));
    }
    if (type == DataType.BINARY && vector instanceof VarBinaryVector bytes) {
      return bytes::get;
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

  private static ArrowColumn list(ListVector vector, DataType.ListOf type) {
    ArrowColumn elements = of(vector.getDataVector(), type.element());
    return cells(
        vector,
        List.of(elements),
        row -> {
          List<@Nullable Object> list = new ArrayList<>();
          int end = vector.getElementEndIndex(row);
          for (int i = vector.getElementStartIndex(row); i < end; i++) {
            list.add(elements.get(i));
          }
          return Collections.unmodifiableList(list);
        });
  }

  private static ArrowColumn struct(StructVector vector, DataType.Struct type) {
    List<Column> fields = type.fields();
    List<ArrowColumn> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      values.add(of((FieldVector) vector.getChildByOrdinal(i), fields.get(i).type()));
    }
    return cells(
        vector,
        values,
        row -> {
          Map<String, @Nullable Object> map = new LinkedHashMap<>();
          for (int i = 0; i < fields.size(); i++) {
            map.put(fields.get(i).name(), values.get(i).get(row));
          }
          return Collections.unmodifiableMap(map);
        });
  }
}
