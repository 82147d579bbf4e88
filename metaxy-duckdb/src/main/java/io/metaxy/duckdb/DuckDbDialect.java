package io.metaxy.duckdb;

import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.sql.PlainValues;
import io.metaxy.sql.VerbatimType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDateLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.DuckDBSqlDialect;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB's SQL, where Calcite's own dialect falls short (<a
 * href="https://duckdb.org/docs/stable/sql/expressions/overview">expressions</a>).
 */
final class DuckDbDialect extends DuckDBSqlDialect {
  static final DuckDbDialect INSTANCE = new DuckDbDialect();

  private DuckDbDialect() {
    super(DEFAULT_CONTEXT);
  }

  /** Without a character set, which DuckDB does not know; NUL by its number. */
  @Override
  public void quoteStringLiteral(StringBuilder buffer, @Nullable String charsetName, String value) {
    String quoted = "'" + value.replace("'", "''") + "'";
    if (value.indexOf('\0') < 0) {
      buffer.append(quoted);
    } else {
      buffer.append('(').append(quoted.replace("\0", "' || chr(0) || '")).append(')');
    }
  }

  /** Times are instants, so their literal must not depend on a time zone. */
  @Override
  public void unparseDateTimeLiteral(
      SqlWriter writer, SqlAbstractDateTimeLiteral literal, int leftPrec, int rightPrec) {
    if (literal instanceof SqlDateLiteral) {
      super.unparseDateTimeLiteral(writer, literal, leftPrec, rightPrec);
      return;
    }
    String text = literal.getValueAs(TimestampString.class).toString().replace(' ', 'T');
    Instant instant = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    writer.literal("make_timestamptz(" + PlainValues.micros(instant) + ")");
  }

  @Override
  public @Nullable SqlNode getCastSpec(RelDataType type) {
    return VerbatimType.of(DuckDbTypes.declared(PlanTypes.type(type)));
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    if (call.getOperator() instanceof EngineFunction function) {
      NativeFunctions.unparse(writer, function, call);
    } else if (call.getOperator() == ExactNumbers.TO_HUGEINT) {
      NativeFunctions.unparse(writer, "TRY_CAST($0 AS HUGEINT)", call);
    } else {
      super.unparseCall(writer, call, leftPrec, rightPrec);
    }
  }
}
