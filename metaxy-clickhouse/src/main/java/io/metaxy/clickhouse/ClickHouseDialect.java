package io.metaxy.clickhouse;

import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.plan.PlanOperators;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.sql.PlainValues;
import io.metaxy.sql.VerbatimType;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDateLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.dialect.ClickHouseSqlDialect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * ClickHouse's SQL, where Calcite's own dialect falls short (<a
 * href="https://clickhouse.com/docs/sql-reference/syntax">syntax</a>).
 */
final class ClickHouseDialect extends ClickHouseSqlDialect {
  static final ClickHouseDialect INSTANCE = new ClickHouseDialect();

  private static final Map<SqlOperator, String> TYPED =
      Map.of(
          TypedOperators.DOUBLES_EQUAL, "($0 = $1 OR (isNaN($0) AND isNaN($1)))",
          TypedOperators.DOUBLE_LESS, "($0 < $1 OR (NOT isNaN($0) AND isNaN($1)))",
          TypedOperators.LIST_IS_NULL, NullMarks.listIsNull("$0"),
          TypedOperators.MAP_IS_NULL, NullMarks.mapIsNull("$0"),
          TypedOperators.STRUCT_ENTRY, "tupleElement($0, $1)");

  private ClickHouseDialect() {
    // Nulls come last in either direction.
    super(DEFAULT_CONTEXT.withNullCollation(NullCollation.LAST));
  }

  @Override
  public void quoteStringLiteral(StringBuilder buffer, @Nullable String charsetName, String value) {
    buffer.append(Escapes.literal(value));
  }

  @Override
  public StringBuilder quoteIdentifier(StringBuilder buffer, String name) {
    return buffer.append(Escapes.identifier(name));
  }

  /** Calcite's means LIMIT 1 BY, too; its own dialect knows windows, and does not say so. */
  @Override
  public boolean supportsWindowFunctions() {
    return true;
  }

  /** By their numbers: literals of the engine reach from 1900 to 2299 only. */
  @Override
  public void unparseDateTimeLiteral(
      SqlWriter writer, SqlAbstractDateTimeLiteral literal, int leftPrec, int rightPrec) {
    if (literal instanceof SqlDateLiteral) {
      long day =
          LocalDate.parse(literal.getValueAs(org.apache.calcite.util.DateString.class).toString())
              .toEpochDay();
      writer.literal("CAST(toInt32(" + day + ") AS Date32)");
      return;
    }
    String text = literal.getValueAs(TimestampString.class).toString().replace(' ', 'T');
    long micros = PlainValues.micros(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    writer.literal("fromUnixTimestamp64Micro(toInt64(" + micros + "), 'UTC')");
  }

  @Override
  public @Nullable SqlNode getCastSpec(RelDataType type) {
    return VerbatimType.of(ClickHouseTypes.declared(PlanTypes.type(type)));
  }

  @Override
  public void unparseOffsetFetch(
      SqlWriter writer, @Nullable SqlNode offset, @Nullable SqlNode fetch) {
    if (fetch instanceof SqlCall call && call.getOperator().equals(LatestByLimit.ONE_BY)) {
      writer.newlineAndIndent();
      writer.print("LIMIT 1 BY ");
      String separator = "";
      for (SqlNode column : call.getOperandList()) {
        String name = String.valueOf(((SqlCharStringLiteral) column).getValueAs(String.class));
        writer.print(separator + Escapes.identifier(name));
        separator = ", ";
      }
      writer.setNeedWhitespace(true);
      return;
    }
    super.unparseOffsetFetch(writer, offset, fetch);
  }

  @Override
  public void unparseCall(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
    SqlOperator operator = call.getOperator();
    if (operator instanceof EngineFunction function) {
      NativeFunctions.unparse(writer, function, call);
    } else if (TYPED.containsKey(operator)) {
      Templates.unparse(writer, String.valueOf(TYPED.get(operator)), call);
    } else if (call.getKind() == SqlKind.OVER
        && call.operand(0) instanceof SqlCall aggregate
        && aggregate.getOperator().equals(PlanOperators.GROUP_CONCAT)) {
      groupConcat(writer, aggregate, call.operand(1));
    } else if (call.getKind() == SqlKind.CAST && SqlUtil.isNullLiteral(call.operand(0), false)) {
      String declared = ((SqlDataTypeSpec) call.operand(1)).getTypeName().getSimple();
      writer.print(NullMarks.literal(declared));
      writer.setNeedWhitespace(true);
    } else if (call.getKind() == SqlKind.ROW) {
      SqlWriter.Frame frame = writer.startList("tuple(", ")");
      for (SqlNode operand : call.getOperandList()) {
        writer.sep(",");
        operand.unparse(writer, 0, 0);
      }
      writer.endList(frame);
    } else {
      super.unparseCall(writer, call, leftPrec, rightPrec);
    }
  }

  /** An array of the group's texts, joined; null if there are none. */
  private void groupConcat(SqlWriter writer, SqlCall texts, SqlNode window) {
    writer.print("if(");
    over(writer, "count(", texts.operand(0), window);
    writer.print(" = 0, NULL, arrayStringConcat(");
    over(writer, "groupArray(", texts.operand(0), window);
    writer.print(", ");
    texts.operand(1).unparse(writer, 0, 0);
    writer.print("))");
    writer.setNeedWhitespace(true);
  }

  private static void over(SqlWriter writer, String aggregate, SqlNode text, SqlNode window) {
    writer.print(aggregate);
    text.unparse(writer, 0, 0);
    writer.print(") ");
    writer.keyword(SqlStdOperatorTable.OVER.getName());
    window.unparse(writer, 0, 0);
  }
}
