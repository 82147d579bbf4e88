package io.metaxy.core.plan;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Lowers {@link LatestRow} to "no row of this sample is later". With an index on keys and time this
 * needs neither sort nor memory, and the first row comes at once. It wants a column that numbers
 * the stored rows, to tell a row from its equals.
 */
public final class LatestByAntiJoin {
  private LatestByAntiJoin() {}

  /**
   * The lowered rows.
   *
   * @param latest over rows that {@link NumberedRows#areIn}
   * @param rowId the name of the hidden number column
   */
  public static RelNode lower(LatestRow latest, String rowId) {
    RelNode rows = NumberedRows.of(latest.getInput(), rowId);
    RelBuilder builder = PlanCluster.on(latest.getCluster());
    RexBuilder rex = builder.getRexBuilder();
    RelDataType row = rows.getRowType();
    CorrelationId outerId = latest.getCluster().createCorrel();
    RexNode outer = rex.makeCorrel(row, outerId);

    builder.push(rows);
    RelNode later =
        builder.filter(isLater(latest, builder, i -> rex.makeFieldAccess(outer, i))).build();
    RexNode condition = rex.makeCall(SqlStdOperatorTable.NOT, RexSubQuery.exists(later));
    builder.push(LogicalFilter.create(rows, condition, ImmutableSet.of(outerId)));
    return builder.project(builder.fields().subList(1, row.getFieldCount())).build();
  }

  /** Rows of the same keys that come after the outer row. */
  private static List<RexNode> isLater(
      LatestRow latest, RelBuilder builder, IntFunction<RexNode> outer) {
    RexBuilder rex = builder.getRexBuilder();
    RelDataType row = builder.peek().getRowType();
    IntFunction<RexNode> inner = i -> builder.field(i);
    int number = 0;
    List<RexNode> conditions = new ArrayList<>();
    for (int key : latest.keys()) {
      // The number stands before the columns.
      conditions.add(
          call(rex, SqlStdOperatorTable.EQUALS, inner.apply(key + 1), outer.apply(key + 1)));
    }
    RexNode innerTime = RowOrder.time(rex, row, inner);
    RexNode outerTime = RowOrder.time(rex, row, outer);
    conditions.add(call(rex, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, innerTime, outerTime));
    // Tells the row from itself by the index alone; without it every row would be fetched twice.
    conditions.add(
        call(rex, SqlStdOperatorTable.NOT_EQUALS, inner.apply(number), outer.apply(number)));

    List<RexNode> innerOrder = new ArrayList<>(RowOrder.ties(rex, row, inner));
    List<RexNode> outerOrder = new ArrayList<>(RowOrder.ties(rex, row, outer));
    innerOrder.add(inner.apply(number));
    outerOrder.add(outer.apply(number));
    // Calcite asserts that no OR stands right inside another one.
    conditions.add(
        RexUtil.flatten(
            rex,
            rex.makeCall(
                SqlStdOperatorTable.OR,
                call(rex, SqlStdOperatorTable.GREATER_THAN, innerTime, outerTime),
                greater(rex, innerOrder, outerOrder))));
    return conditions;
  }

  /** Whether {@code a} comes after {@code b} in lexicographic order. */
  private static RexNode greater(RexBuilder rex, List<RexNode> a, List<RexNode> b) {
    RexNode greater = call(rex, SqlStdOperatorTable.GREATER_THAN, a.get(0), b.get(0));
    if (a.size() == 1) {
      return greater;
    }
    return rex.makeCall(
        SqlStdOperatorTable.OR,
        greater,
        rex.makeCall(
            SqlStdOperatorTable.AND,
            call(rex, SqlStdOperatorTable.EQUALS, a.get(0), b.get(0)),
            greater(rex, a.subList(1, a.size()), b.subList(1, b.size()))));
  }

  private static RexNode call(RexBuilder rex, SqlOperator operator, RexNode a, RexNode b) {
    return rex.makeCall(operator, a, b);
  }
}
