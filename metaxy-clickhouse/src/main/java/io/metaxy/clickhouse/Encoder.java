package io.metaxy.clickhouse;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.sql.PlainValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes values of one column type in the format RowBinary. */
abstract class Encoder {
  private final EngineType type;

  Encoder(EngineType type) {
    this.type = type;
  }

  /** Writes a value that is not null, without the mark that it is none. */
  abstract void put(RowBinary out, Object value);

  /** Writes a null where the type itself has none. */
  void putNull(RowBinary out) {
    throw refused("null", type);
  }

  final void write(RowBinary out, @Nullable Object value) {
    if (!type.nullable()) {
      if (value == null) {
        putNull(out);
      } else {
        put(out, value);
      }
    } else if (value == null) {
      out.write(1);
    } else {
      out.write(0);
      put(out, value);
    }
  }

  /** How values of a column of {@code type} are written. */
  static Encoder of(EngineType type) {
    if (type instanceof EngineType.ArrayOf array) {
      return new NestedEncoders.OfArray(array, of(array.element()));
    }
    if (type instanceof EngineType.MapOf map) {
      return new NestedEncoders.OfMap(map, of(map.key()), of(map.value()));
    }
    if (type instanceof EngineType.TupleOf tuple) {
      return new NestedEncoders.OfTuple(
          tuple, tuple.fields().stream().map(f -> of(f.type())).toList());
    }
    return plain((EngineType.Plain) type);
  }

  private static Encoder plain(EngineType.Plain type) {
    return switch (type.name()) {
      case "String" -> of(type, Encoder::putText);
      case "Int64" -> of(type, (out, value) -> out.number((Long) value, 8));
      case "Int8" -> whole(type, 1, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case "Int16" -> whole(type, 2, Short.MIN_VALUE, Short.MAX_VALUE);
      case "Int32" -> whole(type, 4, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "UInt8" -> whole(type, 1, 0, 0xFF);
      case "UInt16" -> whole(type, 2, 0, 0xFFFF);
      case "UInt32" -> whole(type, 4, 0, 0xFFFF_FFFFL);
      case "UInt64" -> unsigned(type, 8);
      case "UInt128" -> unsigned(type, 16);
      case "UInt256" -> unsigned(type, 32);
      case "Int128" -> big(type, 16);
      case "Int256" -> big(type, 32);
      case "Float64" ->
          of(type, (out, value) -> out.number(Double.doubleToRawLongBits((Double) value), 8));
      case "Float32" -> of(type, (out, value) -> putFloat(out, (Double) value, type));
      case "Bool" -> of(type, (out, value) -> out.write((Boolean) value ? 1 : 0));
      case "Date32" -> of(type, (out, value) -> out.number(((LocalDate) value).toEpochDay(), 4));
      case "Date" ->
          of(type, (out, value) -> put(out, ((LocalDate) value).toEpochDay(), 2, 0, 0xFFFF, type));
      case "DateTime64" -> of(type, (out, value) -> putTime(out, (Instant) value, type));
      case "DateTime", "DateTime32" ->
          of(
              type,
              (out, value) -> {
                Instant instant = (Instant) value;
                if (instant.getNano() != 0) {
                  throw refused(instant, type);
                }
                put(out, instant.getEpochSecond(), 4, 0, 0xFFFF_FFFFL, type);
              });
      case "Decimal" -> decimal(type, width(type.number(0)), type.number(1));
      case "Decimal32" -> decimal(type, 4, type.number(0));
      case "Decimal64" -> decimal(type, 8, type.number(0));
      case "Decimal128" -> decimal(type, 16, type.number(0));
      case "Decimal256" -> decimal(type, 32, type.number(0));
      default ->
          of(
              type,
              (out, value) -> {
                throw refused(value, type);
              });
    };
  }

  private interface Put {
    void put(RowBinary out, Object value);
  }

  private static Encoder of(EngineType type, Put how) {
    return new Encoder(type) {
      @Override
      void put(RowBinary out, Object value) {
        how.put(out, value);
      }
    };
  }

  private static Encoder whole(EngineType.Plain type, int width, long least, long greatest) {
    return of(type, (out, value) -> put(out, (Long) value, width, least, greatest, type));
  }

  private static void put(
      RowBinary out, long value, int width, long least, long greatest, EngineType type) {
    if (value < least || value > greatest) {
      throw refused(value, type);
    }
    out.number(value, width);
  }

  private static void putText(RowBinary out, Object value) {
    byte[] bytes =
        value instanceof byte[] raw
            ? raw
            : PlainValues.wellFormed((String) value).getBytes(StandardCharsets.UTF_8);
    out.length(bytes.length);
    out.write(bytes);
  }

  private static void putFloat(RowBinary out, Double value, EngineType type) {
    float narrow = value.floatValue();
    if ((double) narrow != value && !value.isNaN()) {
      throw refused(value, type);
    }
    out.number(Float.floatToRawIntBits(narrow), 4);
  }

  private static void putTime(RowBinary out, Instant value, EngineType.Plain type) {
    long micros = PlainValues.micros(value);
    int digits = type.number(0);
    for (int i = digits; i < 6; i++) {
      if (micros % 10 != 0) {
        throw refused(value, type);
      }
      micros /= 10;
    }
    for (int i = 6; i < digits; i++) {
      micros = Math.multiplyExact(micros, 10L);
    }
    out.number(micros, 8);
  }

  /** How many bytes a decimal of so many digits has. */
  static int width(int precision) {
    return precision <= 9 ? 4 : precision <= 18 ? 8 : precision <= 38 ? 16 : 32;
  }

  private static Encoder decimal(EngineType.Plain type, int width, int scale) {
    return of(
        type,
        (out, value) ->
            putBig(out, ((BigDecimal) value).setScale(scale).unscaledValue(), width, type));
  }

  private static Encoder big(EngineType.Plain type, int width) {
    return of(
        type, (out, value) -> putBig(out, ((BigDecimal) value).toBigIntegerExact(), width, type));
  }

  private static Encoder unsigned(EngineType.Plain type, int width) {
    return of(
        type,
        (out, value) -> {
          BigInteger whole = ((BigDecimal) value).toBigIntegerExact();
          if (whole.signum() < 0 || whole.bitLength() > width * Byte.SIZE) {
            throw refused(value, type);
          }
          putBytes(out, whole, width);
        });
  }

  private static void putBig(RowBinary out, BigInteger value, int width, EngineType type) {
    // One bit is the sign.
    if (value.bitLength() >= width * Byte.SIZE) {
      throw refused(value, type);
    }
    putBytes(out, value, width);
  }

  /** The last byte first, as many as there are to be. */
  private static void putBytes(RowBinary out, BigInteger value, int width) {
    byte[] bytes = value.toByteArray();
    for (int i = 0; i < width; i++) {
      int from = bytes.length - 1 - i;
      out.write(from >= 0 ? bytes[from] : value.signum() < 0 ? -1 : 0);
    }
  }

  static MetaxyException refused(Object value, EngineType type) {
    return new MetaxyException(
        ErrorCode.INVALID_ROWS,
        "A column of type " + type + " of ClickHouse cannot hold " + value + ".",
        "Change the value, or the column's type by ALTER TABLE; nothing was stored.");
  }
}
