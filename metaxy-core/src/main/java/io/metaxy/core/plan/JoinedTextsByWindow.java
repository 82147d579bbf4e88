package io.metaxy.core.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/** Lowers {@link JoinedTexts} to an aggregate over a window that spans the group. */
public final class JoinedTextsByWindow extends RelHomogeneousShuttle {

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof JoinedTexts joined ? lower(joined) : visited;
  }

  private static RelNode lower(JoinedTexts joined) {
    RelBuilder builder = PlanCluster.over(joined.getInput());
    List<RexNode> keys = fields(builder, joined.keys());
    List<RexNode> order = fields(builder, joined.order());
    List<RexNode> columns = new ArrayList<>(builder.fields());
    for (int text : joined.texts()) {
      columns.set(
          text,
          builder
              .aggregateCall(
                  PlanOperators.GROUP_CONCAT,
                  builder.field(text),
                  PlanOperators.text(builder.getRexBuilder(), JoinedTexts.SEPARATOR))
              .over()
              .partitionBy(keys)
              .orderBy(order)
              .rowsUnbounded()
              .toRex());
    }
    return LogicalProject.create(
        builder.build(),
        List.of(),
        columns,
        joined.getRowType().getFieldNames(),
        java.util.Set.of());
  }

  private static List<RexNode> fields(RelBuilder builder, List<Integer> positions) {
    return positions.stream().map(p -> (RexNode) builder.field(p)).toList();
  }
}
