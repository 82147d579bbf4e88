package io.metaxy.sqlite;

import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.PlanCluster;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Joins of latest rows as left joins whose unmatched rows are left out. SQLite takes an inner join
 * of two subqueries apart and then goes through all of one for each row of the other; of a left
 * join it keeps the right side, with an index made for it.
 */
final class LookedUpJoins extends RelHomogeneousShuttle {

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof LogicalJoin join
            && join.getJoinType() == JoinRelType.INNER
            && !join.analyzeCondition().rightKeys.isEmpty()
            && hasLatestRows(join.getLeft())
            && hasLatestRows(join.getRight())
        ? lower(join)
        : visited;
  }

  private static boolean hasLatestRows(RelNode rows) {
    return rows instanceof LatestRow
        || rows.getInputs().stream().anyMatch(LookedUpJoins::hasLatestRows);
  }

  private static RelNode lower(LogicalJoin join) {
    RelBuilder builder = PlanCluster.over(join.getLeft()).push(join.getRight());
    builder.join(JoinRelType.LEFT, join.getCondition());
    int key =
        join.getLeft().getRowType().getFieldCount() + join.analyzeCondition().rightKeys.get(0);
    // Said so that SQLite does not see that an inner join would do.
    RexNode matched =
        builder.call(
            SqlStdOperatorTable.CASE,
            builder.isNull(builder.field(key)),
            builder.literal(0),
            builder.literal(1));
    builder.filter(builder.equals(matched, builder.literal(1)));
    List<RexNode> all = new ArrayList<>();
    for (RelDataTypeField field : join.getRowType().getFieldList()) {
      all.add(typed(builder, builder.field(field.getIndex()), field.getType()));
    }
    return builder.project(all, join.getRowType().getFieldNames(), true).build();
  }

  /**
   * Of a left join each right column may be null; what is above counts on those that never were.
   */
  private static RexNode typed(RelBuilder builder, RexNode value, RelDataType wanted) {
    return wanted.isNullable() || !value.getType().isNullable()
        ? value
        : builder.call(
            SqlStdOperatorTable.COALESCE, value, builder.getRexBuilder().makeZeroLiteral(wanted));
  }
}
