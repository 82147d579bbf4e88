package io.metaxy.duckdb;

import io.metaxy.schema.DataType;
import io.metaxy.sql.PlainValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
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

/** Puts our values into an Arrow vector, from the first row of a batch to its last. */
abstract class ArrowFiller {
  /** What a value takes that is neither text nor binary, or the place of one that is. */
  private static final int PLACE = 8;

  /** About how many bytes a batch has so far; all that fill it add to it. */
  static final class Size {
    private long bytes;

    void add(int more) {
      bytes += more;
    }

    long bytes() {
      return bytes;
    }

    void reset() {
      bytes = 0;
    }
  }

  /** Puts a value behind those before. */
  abstract void set(int index, @Nullable Object value);

  /** Ends a batch of {@code count} rows. */
  abstract void finish(int count);

  private interface Put {
    void put(int index, Object value);
  }

  static ArrowFiller of(FieldVector vector, DataType type, Size size) {
    if (type == DataType.STRING) {
      return new ArrowTextFiller((VarCharVector) vector, size);
    }
    if (type instanceof DataType.ListOf list) {
      return list((ListVector) vector, list, size);
    }
    if (type instanceof DataType.MapOf map) {
      return map((MapVector) vector, map, size);
    }
    if (type instanceof DataType.Struct struct) {
      return struct((StructVector) vector, struct, size);
    }
    return cells(vector, size, put(vector, type), count -> {});
  }

  private static ArrowFiller cells(FieldVector vector, Size size, Put put, IntConsumer finish) {
    return new ArrowFiller() {
      @Override
      void set(int index, @Nullable Object value) {
        size.add(value instanceof byte[] binary ? PLACE + binary.length : PLACE);
        if (value == null) {
          vector.setNull(index);
        } else {
          put.put(index, value);
        }
      }

      @Override
      void finish(int count) {
        finish.accept(count);
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
    throw new IllegalArgumentException(type + " is made of others");
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
      case STRING -> throw new IllegalArgumentException("texts are gathered");
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

  private static ArrowFiller list(ListVector vector, DataType.ListOf type, Size size) {
    ArrowFiller elements = of(vector.getDataVector(), type.element(), size);
    return cells(
        vector,
        size,
        (i, v) -> {
          int at = vector.startNewValue(i);
          List<?> list = (List<?>) v;
          for (Object element : list) {
            elements.set(at++, element);
          }
          vector.endValue(i, list.size());
        },
        count -> elements.finish(end(vector)));
  }

  /** How many values there are inside the lists or maps of a batch. */
  private static int end(ListVector vector) {
    int last = vector.getLastSet();
    return last < 0 ? 0 : vector.getElementEndIndex(last);
  }

  private static ArrowFiller map(MapVector vector, DataType.MapOf type, Size size) {
    StructVector entries = (StructVector) vector.getDataVector();
    ArrowFiller keys = of((FieldVector) entries.getChildByOrdinal(0), type.key(), size);
    ArrowFiller values = of((FieldVector) entries.getChildByOrdinal(1), type.value(), size);
    return cells(
        vector,
        size,
        (i, v) -> {
          int at = vector.startNewValue(i);
          Map<?, ?> map = (Map<?, ?>) v;
          for (Map.Entry<?, ?> entry : map.entrySet()) {
            entries.setIndexDefined(at);
            keys.set(at, entry.getKey());
            values.set(at, entry.getValue());
            at++;
          }
          vector.endValue(i, map.size());
        },
        count -> {
          int end = end(vector);
          keys.finish(end);
          values.finish(end);
        });
  }

  private static ArrowFiller struct(StructVector vector, DataType.Struct type, Size size) {
    List<ArrowFiller> fields = new ArrayList<>();
    for (int f = 0; f < type.fields().size(); f++) {
      fields.add(of((FieldVector) vector.getChildByOrdinal(f), type.fields().get(f).type(), size));
    }
    return cells(
        vector,
        size,
        (i, v) -> {
          vector.setIndexDefined(i);
          Map<?, ?> map = (Map<?, ?>) v;
          for (int f = 0; f < fields.size(); f++) {
            fields.get(f).set(i, map.get(type.fields().get(f).name()));
          }
        },
        count -> fields.forEach(field -> field.finish(count)));
  }
}
