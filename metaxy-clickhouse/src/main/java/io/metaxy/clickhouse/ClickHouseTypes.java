package io.metaxy.clickhouse;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.stream.Collectors;

/** Our column types in ClickHouse's words, as the Python library's tables have them. */
final class ClickHouseTypes {
  private ClickHouseTypes() {}

  /** How a column or an expression of {@code type} is declared; null is a value where it can be. */
  static String declared(DataType type) {
    if (type instanceof DataType.ListOf list) {
      return "Array(" + declared(list.element()) + ")";
    }
    if (type instanceof DataType.MapOf map) {
      return "Map(" + bare(map.key()) + ", " + declared(map.value()) + ")";
    }
    return "Nullable(" + bare(type) + ")";
  }

  /** The type without null. */
  static String bare(DataType type) {
    if (type instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> "Int64";
        case FLOAT64 -> "Float64";
        case STRING, BINARY -> "String";
        case BOOLEAN -> "Bool";
        case DATE -> "Date32";
        case TIMESTAMP -> "DateTime64(6, 'UTC')";
      };
    }
    if (type instanceof DataType.Decimal decimal) {
      return "Decimal(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    if (type instanceof DataType.Struct struct) {
      return struct.fields().stream()
          .map(ClickHouseTypes::field)
          .collect(Collectors.joining(", ", "Tuple(", ")"));
    }
    return declared(type);
  }

  private static String field(Column field) {
    return Escapes.identifier(field.name()) + " " + declared(field.type());
  }

  /** Whether the type is of values inside others; the engine has no null of most of them. */
  static boolean isNested(DataType type) {
    return type instanceof DataType.ListOf
        || type instanceof DataType.MapOf
        || type instanceof DataType.Struct;
  }

  /** Whether bytes are in it, which the engine keeps as text. */
  static boolean hasBytes(DataType type) {
    if (type instanceof DataType.ListOf list) {
      return hasBytes(list.element());
    }
    if (type instanceof DataType.MapOf map) {
      return hasBytes(map.key()) || hasBytes(map.value());
    }
    if (type instanceof DataType.Struct struct) {
      return struct.fields().stream().anyMatch(field -> hasBytes(field.type()));
    }
    return type == DataType.BINARY;
  }
}
