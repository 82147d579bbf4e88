package io.metaxy.core.plan;

import io.metaxy.store.SystemColumns;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Which of two rows of a sample is the later one (rule R6): the greater time; at the same time a
 * tombstone, then the greater data version, then the greater provenance.
 */
public final class RowOrder {
  private RowOrder() {}

  /** The time of a row: {@code coalesce(deleted, updated, created)}. */
  public static RexNode time(RexBuilder rex, RelDataType row, IntFunction<RexNode> field) {
    return rex.makeCall(
        SqlStdOperatorTable.COALESCE,
        column(row, field, SystemColumns.DELETED_AT),
        column(row, field, SystemColumns.UPDATED_AT),
        column(row, field, SystemColumns.CREATED_AT));
  }

  /** What decides between rows of the same time, the greatest wins; none of it is null. */
  public static List<RexNode> ties(RexBuilder rex, RelDataType row, IntFunction<RexNode> field) {
    RexNode tombstone =
        rex.makeCall(
            SqlStdOperatorTable.CASE,
            rex.makeCall(SqlStdOperatorTable.IS_NULL, column(row, field, SystemColumns.DELETED_AT)),
            number(rex, 0),
            number(rex, 1));
    return List.of(
        tombstone,
        orEmpty(rex, column(row, field, SystemColumns.DATA_VERSION)),
        orEmpty(rex, column(row, field, SystemColumns.PROVENANCE)));
  }

  static RexNode column(RelDataType row, IntFunction<RexNode> field, String name) {
    return field.apply(row.getFieldNames().indexOf(name));
  }

  private static RexNode orEmpty(RexBuilder rex, RexNode text) {
    return rex.makeCall(
        SqlStdOperatorTable.COALESCE, text, rex.makeLiteral("", text.getType(), false, false));
  }

  private static RexNode number(RexBuilder rex, int value) {
    return rex.makeExactLiteral(
        BigDecimal.valueOf(value), rex.getTypeFactory().createSqlType(SqlTypeName.INTEGER));
  }
}
