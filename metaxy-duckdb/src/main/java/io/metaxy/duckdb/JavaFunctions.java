package io.metaxy.duckdb;

import io.metaxy.core.function.EngineFunction;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Our functions inside DuckDB, where it has none of the same meaning. */
final class JavaFunctions {
  private JavaFunctions() {}

  /** Registers them for all connections to the same file. */
  static void register(Connection connection) throws SQLException {
    for (EngineFunction function : EngineFunction.all()) {
      if (!NativeFunctions.contains(function) && !function.parameters().contains(Map.class)) {
        try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
          builder.withName(function.getName());
          for (Class<?> parameter : function.parameters()) {
            builder.withParameter(type(EngineFunction.typeOf(parameter)));
          }
          builder
              .withReturnType(type(function.result()))
              .withVectorizedFunction((rows, result) -> apply(function, rows, result))
              .register(connection);
        }
      }
    }
  }

  private static DuckDBLogicalType type(DataType type) throws SQLException {
    if (type instanceof DataType.Decimal decimal) {
      return DuckDBLogicalType.decimal(decimal.precision(), decimal.scale());
    }
    return DuckDBLogicalType.of(
        switch ((DataType.Scalar) type) {
          case INT64 -> DuckDBColumnType.BIGINT;
          case FLOAT64 -> DuckDBColumnType.DOUBLE;
          case STRING -> DuckDBColumnType.VARCHAR;
          case BOOLEAN -> DuckDBColumnType.BOOLEAN;
          case DATE -> DuckDBColumnType.DATE;
          case TIMESTAMP -> DuckDBColumnType.TIMESTAMP_WITH_TIME_ZONE;
          case BINARY -> DuckDBColumnType.BLOB;
        });
  }

  private static void apply(
      EngineFunction function, DuckDBDataChunkReader rows, DuckDBWritableVector results) {
    List<Class<?>> types = function.parameters();
    DuckDBReadableVector[] columns = new DuckDBReadableVector[types.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = rows.vector(i);
    }
    Object[] arguments = new Object[columns.length];
    for (long row = 0; row < rows.rowCount(); row++) {
      boolean complete = true;
      for (int i = 0; i < columns.length && complete; i++) {
        complete = !columns[i].isNull(row);
        if (complete) {
          arguments[i] = argument(columns[i], row, types.get(i));
        }
      }
      give(results, row, complete ? function.call(arguments) : null);
    }
  }

  private static Object argument(DuckDBReadableVector column, long row, Class<?> type) {
    if (type == Long.class) {
      return column.getLong(row);
    }
    if (type == Double.class) {
      return column.getDouble(row);
    }
    if (type == Boolean.class) {
      return column.getBoolean(row);
    }
    if (type == LocalDate.class) {
      return column.getLocalDate(row);
    }
    if (type == Instant.class) {
      return column.getOffsetDateTime(row).toInstant();
    }
    return type == BigDecimal.class ? column.getBigDecimal(row) : column.getString(row);
  }

  private static void give(DuckDBWritableVector results, long row, @Nullable Object value) {
    if (value == null) {
      results.setNull(row);
    } else if (value instanceof Long number) {
      results.setLong(row, number);
    } else if (value instanceof Double number) {
      results.setDouble(row, number);
    } else if (value instanceof Boolean flag) {
      results.setBoolean(row, flag);
    } else if (value instanceof LocalDate date) {
      results.setDate(row, date);
    } else if (value instanceof Instant instant) {
      results.setOffsetDateTime(row, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
    } else if (value instanceof BigDecimal number) {
      results.setBigDecimal(row, number.setScale(18));
    } else {
      results.setString(row, (String) value);
    }
  }
}
