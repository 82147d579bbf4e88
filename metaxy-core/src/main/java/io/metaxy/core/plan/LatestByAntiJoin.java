package io.metaxy.core.plan;

import com.google.common.collect.ImmutableSet;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalTableScan;
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
public final class LatestByAntiJoin extends RelHomogeneousShuttle {
  private final List<String> rowIds;

  /**
   * Lowers for an engine whose tables have a hidden number column.
   *
   * @param rowIds its names; a user column may take one of them, and then another is used
   */
  public LatestByAntiJoin(List<String> rowIds) {
    this.rowIds = List.copyOf(rowIds);
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof LatestRow latest ? lower(latest) : visited;
  }

  private RelNode lower(LatestRow latest) {
    Optional<String> rowId = rowIds.stream().filter(id -> isFree(id, latest)).findFirst();
    if (rowId.isEmpty()) {
      return LatestByWindow.lower(latest);
    }
    RelNode rows = numbered(latest.getInput(), rowId.get());
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

  private static boolean isFree(String rowId, LatestRow latest) {
    return latest.getRowType().getFieldNames().stream().noneMatch(rowId::equalsIgnoreCase);
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

  /**
   * The same rows with their number as first column. Behind the others it would be lost: Calcite
   * prints a projection to all columns in order as {@code *}, and that leaves a hidden column out.
   */
  static RelNode numbered(RelNode node, String rowId) {
    if (node instanceof LogicalFilter filter) {
      RelNode input = numbered(filter.getInput(), rowId);
      return LogicalFilter.create(input, RexUtil.shift(filter.getCondition(), 1));
    }
    if (node instanceof LogicalTableScan scan) {
      PlanTable table = scan.getTable().unwrapOrThrow(PlanTable.class);
      Schema schema = table.schema().with(List.of(new Column(rowId, DataType.INT64)));
      RelBuilder builder = PlanCluster.on(scan.getCluster());
      builder.push(PlanTable.scan(scan.getCluster(), table.name(), schema));
      List<RexNode> columns = new ArrayList<>(builder.fields());
      columns.add(0, columns.remove(columns.size() - 1));
      return builder.project(columns).build();
    }
    throw new IllegalArgumentException("latest rows of " + node.getRelTypeName());
  }
}
