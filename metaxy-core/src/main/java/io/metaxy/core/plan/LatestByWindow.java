package io.metaxy.core.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/** Lowers {@link LatestRow} to {@code row_number()}, which every engine with windows can run. */
public final class LatestByWindow extends RelHomogeneousShuttle {

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof LatestRow latest ? lower(latest) : visited;
  }

  static RelNode lower(LatestRow latest) {
    RelBuilder builder = PlanCluster.on(latest.getCluster()).push(latest.getInput());
    RexBuilder rex = builder.getRexBuilder();
    List<RexNode> columns = List.copyOf(builder.fields());
    List<RexNode> order = new ArrayList<>();
    order.add(builder.desc(RowOrder.time(rex, latest.getRowType(), i -> builder.field(i))));
    for (RexNode tie : RowOrder.ties(rex, latest.getRowType(), i -> builder.field(i))) {
      order.add(builder.desc(tie));
    }
    RexNode rank =
        builder
            .aggregateCall(SqlStdOperatorTable.ROW_NUMBER)
            .over()
            .partitionBy(latest.keys().stream().map(k -> (RexNode) builder.field(k)).toList())
            .orderBy(order)
            .as("metaxy_rank");
    List<RexNode> ranked = new ArrayList<>(columns);
    ranked.add(rank);
    return builder
        .project(ranked)
        .filter(builder.equals(builder.field("metaxy_rank"), builder.literal(1)))
        .project(builder.fields().subList(0, columns.size()))
        .build();
  }
}
