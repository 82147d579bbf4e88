package io.metaxy.duckdb;

import io.metaxy.schema.DataType;
import io.metaxy.sql.PlainValues;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;

/** Puts our values into an Arrow vector. */
abstract class ArrowFiller {
  private final FieldVector vector;

  private ArrowFiller(FieldVector vector) {
    this.vector = vector;
  }

  /** Puts a value behind those before. */
  final void set(int index, @Nullable Object value) {
    if (value == null) {
      vector.setNull(index);
    } else {
      put(index, value);
    }
  }

  abstract void put(int index, Object value);

  private interface Put {
    void put(int index, Object value);
  }

  static ArrowFiller of(FieldVector vector, DataType type) {
    Put put = put(vector, type);
    return new ArrowFiller(vector) {
      @Override
      void put(int index, Object value) {
        put.put(index, value);
      }
    };
  }

  private static Put put(FieldVector vector, DataType type) {
    if (type instanceof DataType.Scalar scalar) {
      return scalar(vector, scalar);
    }
    if (type instanceof DataType.Decimal decimal) {
      DecimalVector numbers = (DecimalVector) vector;
      return (i, v) -> numbers.setSafe(i, ((BigDecimal) v).setScale(decimal.scale()));
    }
    if (type instanceof DataType.ListOf list) {
      return list((ListVector) vector, list);
    }
    if (type instanceof DataType.MapOf map) {
      return map((MapVector) vector, map);
    }
    return struct((StructVector) vector, (DataType.Struct) type);
  }

  private static Put scalar(FieldVector vector, DataType.Scalar type) {
    return switch (type) {
      case INT64 -> {
        BigIntVector numbers = (BigIntVector) vector;
        yield (i, v) -> numbers.setSafe(i, (Long) v);
      }
      case FLOAT64 -> {
        Float8Vector numbers = (Float8Vector) vector;
        yield (i, v) -> numbers.setSafe(i, (Double) v);
      }
      case STRING -> text((VarCharVector) vector);
      case BOOLEAN -> {
        BitVector flags = (BitVector) vector;
        yield (i, v) -> flags.setSafe(i, (Boolean) v ? 1 : 0);
      }
      case DATE -> {
        DateDayVector days = (DateDayVector) vector;
        yield (i, v) -> days.setSafe(i, Math.toIntExact(((LocalDate) v).toEpochDay()));
      }
      case TIMESTAMP -> {
        TimeStampMicroTZVector times = (TimeStampMicroTZVector) vector;
        yield (i, v) -> times.setSafe(i, PlainValues.micros((Instant) v));
      }
      case BINARY -> {
        VarBinaryVector bytes = (VarBinaryVector) vector;
        yield (i, v) -> bytes.setSafe(i, (byte[]) v);
      }
    };
  }

  /** Many rows share a text, such as a version: the last one's bytes are kept. */
  private static Put text(VarCharVector vector) {
    return new Put() {
      private @Nullable Object text;
      private byte[] bytes = {};

      @Override
      public void put(int index, Object value) {
        if (value != text) {
          bytes = PlainValues.wellFormed((String) value).getBytes(StandardCharsets.UTF_8);
          text = value;
        }
        vector.setSafe(index, bytes);
      }
    };
  }

  private static Put list(ListVector vector, DataType.ListOf type) {
    ArrowFiller elements = of(vector.getDataVector(), type.element());
    return (i, v) -> {
      int at = vector.startNewValue(i);
      List<?> list = (List<?>) v;
      for (Object element : list) {
        elements.set(at++, element);
      }
      vector.endValue(i, list.size());
    };
  }

  private static Put map(MapVector vector, DataType.MapOf type) {
    StructVector entries = (StructVector) vector.getDataVector();
    ArrowFiller keys = of((FieldVector) entries.getChildByOrdinal(0), type.key());
    ArrowFiller values = of((FieldVector) entries.getChildByOrdinal(1), type.value());
    return (i, v) -> {
      int at = vector.startNewValue(i);
      Map<?, ?> map = (Map<?, ?>) v;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        entries.setIndexDefined(at);
        keys.set(at, entry.getKey());
        values.set(at, entry.getValue());
        at++;
      }
      vector.endValue(i, map.size());
    };
  }

  private static Put struct(StructVector vector, DataType.Struct type) {
    List<ArrowFiller> fields = new ArrayList<>();
    for (int f = 0; f < type.fields().size(); f++) {
      fields.add(of((FieldVector) vector.getChildByOrdinal(f), type.fields().get(f).type()));
    }
    return (i, v) -> {
      vector.setIndexDefined(i);
      Map<?, ?> map = (Map<?, ?>) v;
      for (int f = 0; f < fields.size(); f++) {
        fields.get(f).set(i, map.get(type.fields().get(f).name()));
      }
    };
  }
}
