package io.metaxy.duckdb;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.stream.Collectors;

/** Our column types in DuckDB's words, as the Python library's tables have them. */
final class DuckDbTypes {
  private DuckDbTypes() {}

  /** How a column of {@code type} is declared. */
  static String declared(DataType type) {
    if (type instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> "BIGINT";
        case FLOAT64 -> "DOUBLE";
        case STRING -> "VARCHAR";
        case BOOLEAN -> "BOOLEAN";
        case DATE -> "DATE";
        case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
        case BINARY -> "BLOB";
      };
    }
    if (type instanceof DataType.Decimal decimal) {
      return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
    }
    if (type instanceof DataType.ListOf list) {
      return declared(list.element()) + "[]";
    }
    if (type instanceof DataType.MapOf map) {
      return "MAP(" + declared(map.key()) + ", " + declared(map.value()) + ")";
    }
    return ((DataType.Struct) type)
        .fields().stream()
            .map(DuckDbTypes::field)
            .collect(Collectors.joining(", ", "STRUCT(", ")"));
  }

  private static String field(Column field) {
    return quoted(field.name()) + " " + declared(field.type());
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The type of a column that DuckDB says is {@code declared}. */
  static DataType of(String declared) {
    return new TypeText(declared).type();
  }
}
