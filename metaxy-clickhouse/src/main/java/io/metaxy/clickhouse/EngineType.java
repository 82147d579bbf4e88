package io.metaxy.clickhouse;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.List;

/** A column type in ClickHouse's words. */
sealed interface EngineType {

  /** Whether the engine keeps a null of it apart. */
  boolean nullable();

  /** The column type that stands for it here. */
  DataType dataType();

  /**
   * A type without others inside.
   *
   * @param name such as {@code DateTime64}
   * @param arguments such as {@code 6} and {@code 'UTC'}
   */
  record Plain(String name, List<String> arguments, boolean nullable) implements EngineType {

    @Override
    public DataType dataType() {
      return switch (name) {
        case "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32" -> DataType.INT64;
        case "UInt64", "Int128", "UInt128", "Int256", "UInt256" -> DataType.decimal(38, 0);
        case "Float32", "Float64", "BFloat16" -> DataType.FLOAT64;
        case "Bool" -> DataType.BOOLEAN;
        case "Date", "Date32" -> DataType.DATE;
        case "DateTime", "DateTime32", "DateTime64" -> DataType.TIMESTAMP;
        case "Decimal" -> DataType.decimal(Math.min(38, number(0)), Math.min(38, number(1)));
        case "Decimal32" -> DataType.decimal(9, number(0));
        case "Decimal64" -> DataType.decimal(18, number(0));
        case "Decimal128", "Decimal256" -> DataType.decimal(38, number(0));
        // What has no counterpart counts as text: values come as the driver prints them.
        default -> DataType.STRING;
      };
    }

    @Override
    public String toString() {
      String bare = arguments.isEmpty() ? name : name + "(" + String.join(", ", arguments) + ")";
      return nullable ? "Nullable(" + bare + ")" : bare;
    }

    /** The argument at {@code index} as a number; 0 if it is left out. */
    int number(int index) {
      return index < arguments.size() ? Integer.parseInt(arguments.get(index)) : 0;
    }
  }

  /** {@code Array(element)}. */
  record ArrayOf(EngineType element) implements EngineType {
    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public DataType dataType() {
      return DataType.list(element.dataType());
    }
  }

  /** {@code Map(key, value)}. */
  record MapOf(EngineType key, EngineType value) implements EngineType {
    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public DataType dataType() {
      return DataType.map(key.dataType(), value.dataType());
    }
  }

  /** {@code Tuple(name type, …)}. */
  record TupleOf(List<Field> fields, boolean nullable) implements EngineType {
    @Override
    public DataType dataType() {
      return new DataType.Struct(
          fields.stream().map(f -> new Column(f.name(), f.type().dataType())).toList());
    }
  }

  /** A field of a tuple; one without a name has its number. */
  record Field(String name, EngineType type) {}
}
