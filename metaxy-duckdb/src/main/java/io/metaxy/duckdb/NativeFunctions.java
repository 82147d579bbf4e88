package io.metaxy.duckdb;

import io.metaxy.core.function.EngineFunction;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * Our functions as DuckDB's own expressions, where those mean the same. The others run as Java
 * inside DuckDB, see {@link JavaFunctions}.
 */
final class NativeFunctions {
  private NativeFunctions() {}

  /** By the method's name and its number of parameters; {@code $0} is the first argument. */
  private static final Map<String, String> SQL = new HashMap<>();

  static {
    // Not those of whole numbers: DuckDB's optimizer turns n * 2 > 0 into n > 0, and an overflow
    // goes unsaid.
    SQL.put("absLong/1", "abs($0)");
    SQL.put("addDouble/2", "($0 + $1)");
    SQL.put("subtractDouble/2", "($0 - $1)");
    SQL.put("multiplyDouble/2", "($0 * $1)");
    SQL.put("divideDouble/2", "($0 / $1)");
    SQL.put("negateDouble/1", "(- $0)");
    SQL.put("absDouble/1", "abs($0)");
    SQL.put("isNan/1", "isnan($0)");
    SQL.put("isFinite/1", "isfinite($0)");
    SQL.put("nan/0", "CAST('NaN' AS DOUBLE)");
    SQL.put("infinity/0", "CAST('Infinity' AS DOUBLE)");
    SQL.put("longToDouble/1", "CAST($0 AS DOUBLE)");
    SQL.put("longToDecimal/1", "CAST($0 AS DECIMAL(19,0))");
    SQL.put("decimalToDouble/1", "CAST($0 AS DOUBLE)");
    SQL.put(
        "compareDecimal/2",
        "CASE WHEN $0 < $1 THEN -1 WHEN $0 > $1 THEN 1 WHEN $0 = $1 THEN 0 END");
    SQL.put("dateToTimestamp/1", "CAST($0 AS TIMESTAMP WITH TIME ZONE)");
    SQL.put("md5/1", "md5($0)");
    SQL.put("sha256/1", "sha256($0)");
    SQL.put("lenChars/1", "length($0)");
    SQL.put("containsLiteral/2", "contains($0, $1)");
    SQL.put("startsWith/2", "starts_with($0, $1)");
    SQL.put("endsWith/2", "ends_with($0, $1)");
    SQL.put("like/2", "($0 LIKE $1)");
    SQL.put("concat/3", "($1 || $0 || $2)");
    SQL.put("year/1", "year($0)");
    SQL.put("month/1", "month($0)");
    SQL.put("day/1", "day($0)");
    SQL.put("ordinalDay/1", "dayofyear($0)");
    SQL.put("weekday/1", "isodow($0)");
    for (String type :
        List.of("Long", "Double", "String", "Boolean", "Timestamp", "Date", "Decimal")) {
      // Of a map and of a struct alike; null if a map has no such key.
      SQL.put("entry" + type + "/2", "($0)[$1]");
    }
  }

  /** Whether DuckDB has it; else it must be registered. */
  static boolean contains(EngineFunction function) {
    return template(function) != null;
  }

  /** Those of them that fail for some values. */
  private static final Set<String> PARTIAL =
      Set.of("absLong/1", "dateToTimestamp/1", "compareDecimal/2");

  /** Whether DuckDB has it and it has a value whatever it is asked. */
  static boolean isTotal(EngineFunction function) {
    return contains(function) && !PARTIAL.contains(function.signature());
  }

  private static @Nullable String template(EngineFunction function) {
    return SQL.get(function.signature());
  }

  static void unparse(SqlWriter writer, EngineFunction function, SqlCall call) {
    if (function.signature().equals("stringToDecimal/1")
        && call.operand(0) instanceof SqlCharStringLiteral literal) {
      decimal(writer, literal.getValueAs(String.class));
      return;
    }
    String template = template(function);
    unparse(writer, template != null ? template : byName(function, call), call);
  }

  private static void decimal(SqlWriter writer, String text) {
    BigDecimal value = new BigDecimal(text);
    int scale = Math.max(0, value.scale());
    int precision = Math.max(value.precision() - value.scale() + scale, Math.max(1, scale));
    writer.print(
        "CAST('" + value.toPlainString() + "' AS DECIMAL(" + precision + "," + scale + "))");
    writer.setNeedWhitespace(true);
  }

  private static String byName(EngineFunction function, SqlCall call) {
    StringBuilder sql = new StringBuilder(function.getName()).append('(');
    for (int i = 0; i < call.operandCount(); i++) {
      sql.append(i == 0 ? "$" : ", $").append(i);
    }
    return sql.append(')').toString();
  }

  static void unparse(SqlWriter writer, String template, SqlCall call) {
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '$') {
        operand(writer, call.operand(template.charAt(++i) - '0'));
      } else {
        writer.print(String.valueOf(c));
      }
    }
    writer.setNeedWhitespace(true);
  }

  /**
   * Whole literals in full width: DuckDB would calculate with the narrowest type that holds them.
   */
  private static void operand(SqlWriter writer, SqlNode operand) {
    SqlNode number =
        operand instanceof SqlCall call && call.getKind() == SqlKind.MINUS_PREFIX
            ? call.operand(0)
            : operand;
    if (number instanceof SqlNumericLiteral literal && literal.isInteger()) {
      writer.print("CAST(");
      operand.unparse(writer, 0, 0);
      writer.print(" AS BIGINT)");
    } else {
      SqlWriter.Frame frame = writer.startList("(", ")");
      operand.unparse(writer, 0, 0);
      writer.endList(frame);
    }
  }
}
