package io.metaxy.clickhouse;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.sql.PlainValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values of one column type from the format RowBinary. */
interface Decoder {

  /** The next value. */
  @Nullable Object read(Answer answer) throws IOException;

  /**
   * How values are read.
   *
   * @param type what the engine sends
   * @param wanted what is made of it
   * @return null if the engine must be asked for text instead
   */
  static @Nullable Decoder of(EngineType type, DataType wanted) {
    Decoder decoder = notNull(type, wanted);
    if (decoder == null || !type.nullable()) {
      return decoder;
    }
    return answer -> answer.one() == 0 ? decoder.read(answer) : null;
  }

  private static @Nullable Decoder notNull(EngineType type, DataType wanted) {
    if (type instanceof EngineType.ArrayOf array) {
      return wanted instanceof DataType.ListOf list ? list(array, list) : null;
    }
    if (type instanceof EngineType.MapOf map) {
      return wanted instanceof DataType.MapOf wantedMap ? map(map, wantedMap) : null;
    }
    if (type instanceof EngineType.TupleOf tuple) {
      return wanted instanceof DataType.Struct struct ? struct(tuple, struct) : null;
    }
    EngineType.Plain plain = (EngineType.Plain) type;
    if (plain.name().equals("Nothing")) {
      return answer -> null;
    }
    return wanted instanceof DataType.Decimal decimal
        ? decimal(plain, decimal.scale())
        : scalar(plain, wanted);
  }

  private static @Nullable Decoder scalar(EngineType.Plain type, DataType wanted) {
    if (wanted == DataType.STRING) {
      return type.name().equals("String") ? Answer::text : null;
    }
    if (wanted == DataType.BINARY) {
      return type.name().equals("String") ? answer -> answer.bytes(answer.length()) : null;
    }
    if (wanted == DataType.DATE) {
      return switch (type.name()) {
        case "Date32" -> answer -> LocalDate.ofEpochDay(answer.number(4));
        case "Date" -> answer -> LocalDate.ofEpochDay(answer.number(2) & 0xFFFF);
        default -> null;
      };
    }
    if (wanted == DataType.TIMESTAMP) {
      return timestamp(type);
    }
    Whole whole = whole(type.name());
    if (wanted == DataType.INT64) {
      return whole == null ? null : whole::read;
    }
    if (wanted == DataType.BOOLEAN) {
      return whole == null ? null : answer -> whole.read(answer) != 0;
    }
    return switch (type.name()) {
      case "Float64" -> answer -> Double.longBitsToDouble(answer.number(8));
      case "Float32" -> answer -> (double) Float.intBitsToFloat((int) answer.number(4));
      default -> null;
    };
  }

  /** Reads a whole number. */
  interface Whole {
    long read(Answer answer) throws IOException;
  }

  private static @Nullable Whole whole(String name) {
    return switch (name) {
      case "Int8" -> answer -> answer.number(1);
      case "Bool", "UInt8" -> answer -> answer.one();
      case "Int16" -> answer -> answer.number(2);
      case "UInt16" -> answer -> answer.number(2) & 0xFFFF;
      case "Int32" -> answer -> answer.number(4);
      case "UInt32" -> answer -> answer.number(4) & 0xFFFF_FFFFL;
      // Counts; columns of this type are decimals.
      case "Int64", "UInt64" -> answer -> answer.number(8);
      default -> null;
    };
  }

  private static @Nullable Decoder timestamp(EngineType.Plain type) {
    if (type.name().equals("DateTime") || type.name().equals("DateTime32")) {
      return answer -> Instant.ofEpochSecond(answer.number(4) & 0xFFFF_FFFFL);
    }
    if (!type.name().equals("DateTime64")) {
      return null;
    }
    int digits = type.number(0);
    if (digits == 6) {
      return answer -> PlainValues.instant(answer.number(8));
    }
    long perSecond = (long) Math.pow(10, digits);
    return answer -> {
      long ticks = answer.number(8);
      long nanos = Math.floorMod(ticks, perSecond) * (1_000_000_000L / perSecond);
      return Instant.ofEpochSecond(Math.floorDiv(ticks, perSecond), nanos - nanos % 1000);
    };
  }

  private static @Nullable Decoder decimal(EngineType.Plain type, int scale) {
    boolean signed = !type.name().startsWith("U");
    int width =
        switch (type.name()) {
          case "Int8", "UInt8" -> 1;
          case "Int16", "UInt16" -> 2;
          case "Int32", "UInt32", "Decimal32" -> 4;
          case "Int64", "UInt64", "Decimal64" -> 8;
          case "Int128", "UInt128", "Decimal128" -> 16;
          case "Int256", "UInt256", "Decimal256" -> 32;
          case "Decimal" -> Encoder.width(type.number(0));
          default -> 0;
        };
    int stored =
        type.name().equals("Decimal")
            ? type.number(1)
            : type.name().startsWith("Decimal") ? type.number(0) : 0;
    return width == 0
        ? null
        : answer -> {
          byte[] bytes = answer.bytes(width);
          for (int i = 0; i < width / 2; i++) {
            byte low = bytes[i];
            bytes[i] = bytes[width - 1 - i];
            bytes[width - 1 - i] = low;
          }
          BigInteger number = signed ? new BigInteger(bytes) : new BigInteger(1, bytes);
          return new BigDecimal(number, stored).setScale(scale, java.math.RoundingMode.HALF_EVEN);
        };
  }

  private static @Nullable Decoder list(EngineType.ArrayOf type, DataType.ListOf wanted) {
    Decoder element = of(type.element(), wanted.element());
    return element == null
        ? null
        : answer -> {
          @Nullable Object[] items = new @Nullable Object[answer.length()];
          for (int i = 0; i < items.length; i++) {
            items[i] = element.read(answer);
          }
          List<@Nullable Object> list = Collections.unmodifiableList(Arrays.asList(items));
          return NullMarks.isNull(list) ? null : list;
        };
  }

  private static @Nullable Decoder map(EngineType.MapOf type, DataType.MapOf wanted) {
    Decoder key = of(type.key(), wanted.key());
    Decoder value = of(type.value(), wanted.value());
    return key == null || value == null
        ? null
        : answer -> {
          int size = answer.length();
          Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
          for (int i = 0; i < size; i++) {
            Object k = key.read(answer);
            map.put(k, value.read(answer));
          }
          return size == 2 && map.size() == 1 ? null : Collections.unmodifiableMap(map);
        };
  }

  private static @Nullable Decoder struct(EngineType.TupleOf type, DataType.Struct wanted) {
    List<Decoder> fields = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      Column column = wanted.fields().get(i);
      Decoder field = of(type.fields().get(i).type(), column.type());
      if (field == null) {
        return null;
      }
      fields.add(field);
    }
    return answer -> {
      Map<String, @Nullable Object> struct = new LinkedHashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        struct.put(wanted.fields().get(i).name(), fields.get(i).read(answer));
      }
      return Collections.unmodifiableMap(struct);
    };
  }
}
