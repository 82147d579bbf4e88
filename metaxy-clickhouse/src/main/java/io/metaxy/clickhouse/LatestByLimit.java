package io.metaxy.clickhouse;

import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanOperators;
import io.metaxy.core.plan.RowOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.tools.RelBuilder;

/**
 * Lowers latest rows to {@code ORDER BY keys, time DESC LIMIT 1 BY keys} (<a
 * href="https://clickhouse.com/docs/sql-reference/statements/select/limit-by">LIMIT BY</a>): the
 * table is read once, in its order where that starts with the keys, and little is kept in memory.
 */
final class LatestByLimit extends RelHomogeneousShuttle {
  /** What stands in a sort for the number of rows: one for each value of the columns it names. */
  static final SqlFunction ONE_BY =
      new SqlFunction(
          "metaxy_one_by",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.BIGINT,
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);

  private static final String ORDER = "metaxy_order";

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof LatestRow latest ? lower(latest) : visited;
  }

  private static RelNode lower(LatestRow latest) {
    RelBuilder builder = PlanCluster.over(latest.getInput());
    RexBuilder rex = builder.getRexBuilder();
    int width = latest.getRowType().getFieldCount();
    List<String> names = new ArrayList<>(latest.getRowType().getFieldNames());
    List<RexNode> columns = new ArrayList<>(builder.fields());
    columns.add(RowOrder.time(rex, latest.getRowType(), i -> builder.field(i)));
    columns.addAll(RowOrder.ties(rex, latest.getRowType(), i -> builder.field(i)));
    for (int i = width; i < columns.size(); i++) {
      names.add(ORDER + (i - width));
    }
    RelNode ordered = builder.project(columns, names, true).build();
    RexNode oneBy =
        rex.makeCall(
            ONE_BY,
            latest.keys().stream().map(key -> PlanOperators.text(rex, names.get(key))).toList());
    RelNode sort = LogicalSort.create(ordered, order(latest, columns.size()), null, oneBy);
    RelBuilder narrowed = PlanCluster.over(sort);
    return narrowed
        .project(narrowed.fields().subList(0, width), names.subList(0, width), true)
        .build();
  }

  private static RelCollation order(LatestRow latest, int columns) {
    List<RelFieldCollation> order = new ArrayList<>();
    latest
        .keys()
        .forEach(k -> order.add(new RelFieldCollation(k, Direction.ASCENDING, NullDirection.LAST)));
    for (int i = latest.getRowType().getFieldCount(); i < columns; i++) {
      order.add(new RelFieldCollation(i, Direction.DESCENDING, NullDirection.LAST));
    }
    return RelCollations.of(order);
  }
}
