package io.metaxy.core.update;

import io.metaxy.core.plan.PlanCluster;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/** Steps that plans of updates are made of. */
final class Plans {
  private Plans() {}

  /**
   * A projection of its own: the builder would merge it with the one below, and then an engine
   * works out what both need twice.
   */
  static RelNode project(RelNode rows, List<? extends RexNode> fields, List<String> names) {
    return LogicalProject.create(rows, List.of(), fields, names, Set.of());
  }

  /** The columns {@code names} of {@code rows}. */
  static RelNode columns(RelNode rows, List<String> names) {
    RelBuilder builder = PlanCluster.over(rows);
    List<RexNode> fields = names.stream().map(name -> (RexNode) builder.field(name)).toList();
    return project(builder.build(), fields, names);
  }

  /** A builder with the join of two relations that have the columns {@code on}. */
  static RelBuilder join(JoinRelType type, RelNode left, RelNode right, List<String> on) {
    RelBuilder builder = PlanCluster.over(left).push(right);
    List<RexNode> same =
        on.stream()
            .map(c -> builder.equals(builder.field(2, 0, c), builder.field(2, 1, c)))
            .toList();
    return builder.join(type, same);
  }
}
