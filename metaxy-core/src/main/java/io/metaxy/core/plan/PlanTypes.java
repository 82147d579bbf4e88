package io.metaxy.core.plan;

import static java.util.Objects.requireNonNull;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.sql.type.SqlTypeName;

/** Column types as Calcite's types; all nullable. */
public final class PlanTypes {
  private PlanTypes() {}

  /** A type factory of the store's types: UTF-8 text, microseconds, decimals of 38 digits. */
  public static RelDataTypeFactory factory() {
    return new JavaTypeFactoryImpl(new TypeSystem()) {
      @Override
      public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
      }
    };
  }

  /** The row type of {@code schema}. */
  public static RelDataType row(RelDataTypeFactory factory, Schema schema) {
    RelDataTypeFactory.Builder builder = factory.builder();
    for (Column column : schema.columns()) {
      builder.add(column.name(), of(factory, column.type()));
    }
    return builder.build();
  }

  /** The nullable type of {@code type}. */
  public static RelDataType of(RelDataTypeFactory factory, DataType type) {
    return factory.createTypeWithNullability(notNull(factory, type), true);
  }

  /** {@code type}, null included. */
  public static RelDataType nullable(RexBuilder rex, RelDataType type) {
    return rex.getTypeFactory().createTypeWithNullability(type, true);
  }

  /**
   * The columns of a plan's rows.
   *
   * @throws IllegalArgumentException if a type is none of ours
   */
  public static Schema schema(RelDataType row) {
    return Schema.of(
        row.getFieldList().stream().map(f -> new Column(f.getName(), type(f.getType()))).toList());
  }

  /** The column type of {@code type}. */
  public static DataType type(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> DataType.INT64;
      case FLOAT, REAL, DOUBLE -> DataType.FLOAT64;
      case CHAR, VARCHAR -> DataType.STRING;
      case BOOLEAN -> DataType.BOOLEAN;
      case DATE -> DataType.DATE;
      case TIMESTAMP -> DataType.TIMESTAMP;
      case BINARY, VARBINARY -> DataType.BINARY;
      case DECIMAL -> DataType.decimal(type.getPrecision(), type.getScale());
      case ARRAY -> DataType.list(type(requireNonNull(type.getComponentType())));
      case MAP ->
          DataType.map(
              type(requireNonNull(type.getKeyType())), type(requireNonNull(type.getValueType())));
      case ROW -> new DataType.Struct(schema(type).columns());
      default -> throw new IllegalArgumentException("no column type for " + type);
    };
  }

  private static RelDataType notNull(RelDataTypeFactory factory, DataType type) {
    if (type instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> factory.createSqlType(SqlTypeName.BIGINT);
        case FLOAT64 -> factory.createSqlType(SqlTypeName.DOUBLE);
        case STRING -> factory.createSqlType(SqlTypeName.VARCHAR);
        case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
        case DATE -> factory.createSqlType(SqlTypeName.DATE);
        case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, 6);
        case BINARY -> factory.createSqlType(SqlTypeName.VARBINARY);
      };
    }
    if (type instanceof DataType.Decimal decimal) {
      return factory.createSqlType(SqlTypeName.DECIMAL, decimal.precision(), decimal.scale());
    }
    if (type instanceof DataType.ListOf list) {
      return factory.createArrayType(of(factory, list.element()), -1);
    }
    if (type instanceof DataType.MapOf map) {
      return factory.createMapType(of(factory, map.key()), of(factory, map.value()));
    }
    return row(factory, Schema.of(((DataType.Struct) type).fields()));
  }

  /** Calcite's default cuts timestamps to milliseconds without a word. */
  private static final class TypeSystem extends RelDataTypeSystemImpl {
    @Override
    public int getMaxPrecision(SqlTypeName type) {
      return switch (type) {
        case TIMESTAMP -> 6;
        case DECIMAL -> 38;
        default -> super.getMaxPrecision(type);
      };
    }

    @Override
    public int getMaxScale(SqlTypeName type) {
      return type == SqlTypeName.DECIMAL ? 38 : super.getMaxScale(type);
    }
  }
}
