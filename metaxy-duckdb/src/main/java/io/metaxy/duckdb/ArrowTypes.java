package io.metaxy.duckdb;

import io.metaxy.schema.DataType;
import java.util.List;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Our types as Arrow's. */
final class ArrowTypes {
  private ArrowTypes() {}

  static Field field(String name, DataType type) {
    return new Field(name, FieldType.nullable(type(type)), children(type));
  }

  private static ArrowType type(DataType type) {
    if (type instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> new ArrowType.Int(64, true);
        case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        case STRING -> new ArrowType.Utf8();
        case BOOLEAN -> new ArrowType.Bool();
        case DATE -> new ArrowType.Date(DateUnit.DAY);
        case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
        case BINARY -> new ArrowType.Binary();
      };
    }
    if (type instanceof DataType.Decimal decimal) {
      return new ArrowType.Decimal(decimal.precision(), decimal.scale(), 128);
    }
    if (type instanceof DataType.ListOf) {
      return new ArrowType.List();
    }
    return type instanceof DataType.MapOf ? new ArrowType.Map(false) : new ArrowType.Struct();
  }

  private static List<Field> children(DataType type) {
    if (type instanceof DataType.ListOf list) {
      return List.of(field("element", list.element()));
    }
    if (type instanceof DataType.MapOf map) {
      Field key =
          new Field(
              MapVector.KEY_NAME, FieldType.notNullable(type(map.key())), children(map.key()));
      return List.of(
          new Field(
              MapVector.DATA_VECTOR_NAME,
              FieldType.notNullable(new ArrowType.Struct()),
              List.of(key, field(MapVector.VALUE_NAME, map.value()))));
    }
    return type instanceof DataType.Struct struct
        ? struct.fields().stream().map(f -> field(f.name(), f.type())).toList()
        : List.of();
  }
}
