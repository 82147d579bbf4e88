package io.metaxy.sqlite;

import io.metaxy.core.function.EngineFunction;
import io.metaxy.sql.PlainValues;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDateLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.SqliteSqlDialect;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's SQL, where Calcite's own dialect falls short (<a
 * href="https://www.sqlite.org/lang_expr.html">expressions</a>).
 */
final class SqliteDialect extends SqliteSqlDialect {
  static final SqliteDialect INSTANCE = new SqliteDialect();

  private SqliteDialect() {
    super(DEFAULT_CONTEXT.withIdentifierQuoteString("\""));
  }

  /**
   * Since SQLite 3.39; Calcite's emulation names columns that do not exist, which SQLite takes as
   * text.
   */
  @Override
  public boolean supportsJoinType(JoinRelType joinType) {
    return true;
  }

  /** Without a character set, which SQLite does not know; with NUL by way of a blob. */
  @Override
  public void quoteStringLiteral(StringBuilder buffer, @Nullable String charsetName, String value) {
    if (value.indexOf('\0') < 0) {
      buffer.append('\'').append(value.replace("'", "''")).append('\'');
      return;
    }
    buffer.append("CAST(X'");
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      buffer.append(String.format("%02x", b));
    }
    buffer.append("' AS TEXT)");
  }

  /** Times are whole numbers. */
  @Override
  public void unparseDateTimeLiteral(
      SqlWriter writer, SqlAbstractDateTimeLiteral literal, int leftPrec, int rightPrec) {
    writer.literal(
        Long.toString(
            literal instanceof SqlDateLiteral
                ? days(literal.getValueAs(DateString.class))
                : micros(literal.getValueAs(TimestampString.class))));
  }

  private static long days(DateString date) {
    return LocalDate.parse(date.toString()).toEpochDay();
  }

  private static long micros(TimestampString timestamp) {
    LocalDateTime time = LocalDateTime.parse(timestamp.toString().replace(' ', 'T'));
    return PlainValues.micros(time.toInstant(ZoneOffset.UTC));
  }

  /** A cast to a type of another name would change the value's affinity; plans cast nulls only. */
  @Override
  public @Nullable SqlNode getCastSpec(RelDataType type) {
    return null;
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (call.getOperator() instanceof EngineFunction function) {
      constantOrCall(writer, function, call);
    } else if (call.getKind() == SqlKind.ARG_MAX) {
      // Beside max() a bare column is of the row that has it: https://sqlite.org/lang_select.html.
      call.operand(0).unparse(writer, leftPrec, rightPrec);
    } else {
      super.unparseCall(writer, call, leftPrec, rightPrec);
    }
  }

  private static void constantOrCall(SqlWriter writer, EngineFunction function, SqlCall call) {
    if (function.isMethod("nan", 0)) {
      writer.literal("'" + ScalarCodecs.NAN + "'");
    } else if (function.isMethod("infinity", 0)) {
      writer.literal("9e999");
    } else {
      writer.print(function.getName());
      SqlWriter.Frame frame = writer.startList("(", ")");
      for (SqlNode operand : call.getOperandList()) {
        writer.sep(",");
        operand.unparse(writer, 0, 0);
      }
      writer.endList(frame);
    }
  }
}
