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
  private final boolean expressions;

  /** Windows over the keys. */
  public LatestByWindow() {
    this(false);
  }

  private LatestByWindow(boolean expressions) {
    this.expressions = expressions;
  }

  /** Windows over expressions that equal the keys, in whose order no index is. */
  public static LatestByWindow overExpressions() {
    return new LatestByWindow(true);
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof LatestRow latest ? lower(latest, expressions) : visited;
  }

  static RelNode lower(LatestRow latest) {
    return lower(latest, false);
  }

  private static RelNode lower(LatestRow latest, boolean expressions) {
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
            .partitionBy(
                latest.keys().stream()
                    .map(k -> (RexNode) builder.field(k))
                    .map(k -> expressions ? same(rex, k) : k)
                    .toList())
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

  private static RexNode same(RexBuilder rex, RexNode key) {
    return rex.makeCall(SqlStdOperatorTable.COALESCE, key, key);
  }
}
