package io.metaxy.sqlite;

import io.metaxy.schema.DataType;
import io.metaxy.sql.ColumnCodec;
import java.util.Locale;
import java.util.Map;

/**
 * Column types as SQLite declares them. SQLite gives a column its affinity by parts of the type's
 * name, so the names say two things: our type, and how SQLite is to treat the values.
 */
final class SqliteTypes {
  private static final Map<DataType, String> SCALARS =
      Map.of(
          DataType.INT64, "BIGINT",
          // BLOB: with REAL, SQLite would store -0.0 as 0.
          DataType.FLOAT64, "\"FLOAT64 BLOB\"",
          DataType.STRING, "TEXT",
          DataType.BOOLEAN, "BOOLEAN",
          DataType.DATE, "DATE",
          DataType.TIMESTAMP, "TIMESTAMP",
          DataType.BINARY, "BLOB");

  private SqliteTypes() {}

  /** How a column of {@code type} is declared. */
  static String declared(DataType type) {
    String scalar = SCALARS.get(type);
    // TEXT: SQLite would turn digits into a double.
    return scalar != null ? scalar : "\"" + type.toString().replace("\"", "\"\"") + " TEXT\"";
  }

  /** The type of a column that is declared as {@code declared}, without the quotes. */
  static DataType of(String declared) {
    for (Map.Entry<DataType, String> scalar : SCALARS.entrySet()) {
      if (scalar.getValue().replace("\"", "").equals(declared)) {
        return scalar.getKey();
      }
    }
    if (declared.endsWith(" TEXT")) {
      return DataType.of(declared.substring(0, declared.length() - " TEXT".length()));
    }
    return byAffinity(declared.toUpperCase(Locale.ROOT));
  }

  /** A column that another program declared, by SQLite's own rules. */
  private static DataType byAffinity(String declared) {
    if (declared.contains("INT")) {
      return DataType.INT64;
    }
    if (declared.contains("REAL") || declared.contains("FLOA") || declared.contains("DOUB")) {
      return DataType.FLOAT64;
    }
    return declared.contains("BLOB") ? DataType.BINARY : DataType.STRING;
  }

  /** How values of {@code type} are bound and read. */
  static ColumnCodec codec(DataType type) {
    if (type instanceof DataType.Scalar scalar) {
      return switch (scalar) {
        case INT64 -> ScalarCodecs.INT64;
        case FLOAT64 -> ScalarCodecs.FLOAT64;
        case STRING -> ScalarCodecs.STRING;
        case BOOLEAN -> ScalarCodecs.BOOLEAN;
        case DATE -> ScalarCodecs.DATE;
        case TIMESTAMP -> new TimestampCodec();
        case BINARY -> ScalarCodecs.BINARY;
      };
    }
    return type instanceof DataType.Decimal ? ScalarCodecs.DECIMAL : new JsonCodec(type);
  }
}
