package io.metaxy.iceberg;

import io.metaxy.duckdb.DuckDbSession;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Our column types as Iceberg's, as the Python library's tables have them, and back. */
final class IcebergTypes {
  private IcebergTypes() {}

  /**
   * The columns as an Iceberg schema, all optional. Iceberg gives tables ids of its own; these only
   * need to differ.
   */
  static org.apache.iceberg.Schema schema(List<Column> columns) {
    AtomicInteger ids = new AtomicInteger();
    return new org.apache.iceberg.Schema(fields(columns, ids));
  }

  /** A type of Iceberg's with ids that only differ. */
  static Type of(DataType type) {
    return of(type, new AtomicInteger());
  }

  private static List<Types.NestedField> fields(List<Column> columns, AtomicInteger ids) {
    List<Types.NestedField> fields = new ArrayList<>();
    for (Column column : columns) {
      int id = ids.incrementAndGet();
      fields.add(Types.NestedField.optional(id, column.name(), of(column.type(), ids)));
    }
    return fields;
  }

  private static Type of(DataType type, AtomicInteger ids) {
    if (type instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> Types.LongType.get();
        case FLOAT64 -> Types.DoubleType.get();
        case STRING -> Types.StringType.get();
        case BOOLEAN -> Types.BooleanType.get();
        case DATE -> Types.DateType.get();
        case TIMESTAMP -> Types.TimestampType.withZone();
        case BINARY -> Types.BinaryType.get();
      };
    }
    if (type instanceof DataType.Decimal decimal) {
      return Types.DecimalType.of(decimal.precision(), decimal.scale());
    }
    if (type instanceof DataType.ListOf list) {
      return Types.ListType.ofOptional(ids.incrementAndGet(), of(list.element(), ids));
    }
    if (type instanceof DataType.MapOf map) {
      return Types.MapType.ofOptional(
          ids.incrementAndGet(), ids.incrementAndGet(), of(map.key(), ids), of(map.value(), ids));
    }
    return Types.StructType.of(fields(((DataType.Struct) type).fields(), ids));
  }

  /** Our type of Iceberg's; empty if there is none that its values go into. */
  static Optional<DataType> of(Type type) {
    return switch (type.typeId()) {
      case INTEGER, LONG -> Optional.of(DataType.INT64);
      case FLOAT, DOUBLE -> Optional.of(DataType.FLOAT64);
      case STRING, UUID, TIME -> Optional.of(DataType.STRING);
      case BOOLEAN -> Optional.of(DataType.BOOLEAN);
      case DATE -> Optional.of(DataType.DATE);
      case TIMESTAMP -> Optional.of(DataType.TIMESTAMP);
      case BINARY, FIXED -> Optional.of(DataType.BINARY);
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        yield Optional.of(DataType.decimal(decimal.precision(), decimal.scale()));
      }
      case LIST -> of(type.asListType().elementType()).map(DataType::list);
      case MAP ->
          of(type.asMapType().keyType())
              .flatMap(key -> of(type.asMapType().valueType()).map(v -> DataType.map(key, v)));
      case STRUCT -> struct(type.asStructType());
      default -> Optional.empty();
    };
  }

  private static Optional<DataType> struct(Types.StructType struct) {
    List<Column> fields = new ArrayList<>();
    for (Types.NestedField field : struct.fields()) {
      Optional<DataType> type = of(field.type());
      if (type.isEmpty()) {
        return Optional.empty();
      }
      fields.add(new Column(field.name(), type.get()));
    }
    return Optional.of(new DataType.Struct(fields));
  }

  /** How DuckDB writes values of a type into a file. */
  static String stored(Type type) {
    return switch (type.typeId()) {
      case INTEGER -> "INTEGER";
      case FLOAT -> "FLOAT";
      case UUID -> "UUID";
      case TIME -> "TIME";
      case TIMESTAMP ->
          ((Types.TimestampType) type).shouldAdjustToUTC()
              ? "TIMESTAMP WITH TIME ZONE"
              : "TIMESTAMP";
      case LIST -> stored(type.asListType().elementType()) + "[]";
      case MAP ->
          "MAP("
              + stored(type.asMapType().keyType())
              + ", "
              + stored(type.asMapType().valueType())
              + ")";
      case STRUCT ->
          type.asStructType().fields().stream()
              .map(f -> DuckDbSession.quoted(f.name()) + " " + stored(f.type()))
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
      default -> DuckDbSession.type(of(type).orElseThrow());
    };
  }

  /** The ids of the fields of a type, as DuckDB's option {@code FIELD_IDS} wants them. */
  static String fieldIds(List<Types.NestedField> fields) {
    return fields.stream()
        .map(f -> DuckDbSession.literal(f.name()) + ": " + fieldId(f))
        .collect(Collectors.joining(", "));
  }

  private static String fieldId(Types.NestedField field) {
    return switch (field.type().typeId()) {
      case STRUCT -> nested(field, fieldIds(field.type().asStructType().fields()));
      case LIST -> nested(field, "element: " + fieldId(field.type().asListType().fields().get(0)));
      case MAP ->
          nested(
              field,
              "key: "
                  + fieldId(field.type().asMapType().fields().get(0))
                  + ", value: "
                  + fieldId(field.type().asMapType().fields().get(1)));
      default -> String.valueOf(field.fieldId());
    };
  }

  private static String nested(Types.NestedField field, String inner) {
    return "{__duckdb_field_id: " + field.fieldId() + ", " + inner + "}";
  }
}
