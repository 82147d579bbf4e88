package io.metaxy.duckdb;

import com.google.common.collect.ImmutableList;
import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.plan.LatestByWindow;
import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.PlanCluster;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.Util;

/**
 * Narrows filtered latest rows to samples that have a row, whichever, that passes the filter: only
 * these need be ranked. A filter that may fail waits until the latest rows are found, since older
 * rows must not make it fail.
 */
final class SelectiveLatest extends RelHomogeneousShuttle {

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof LogicalFilter filter
            && filter.getInput() instanceof LatestRow latest
            && narrows(filter, latest)
        ? narrowed(filter, latest)
        : visited;
  }

  /** Whether a filter may be asked of rows that are not the latest, and is worth it. */
  static boolean narrows(LogicalFilter filter, LatestRow latest) {
    return latest.isNarrowedBy(filter.getCondition()) && neverFails(filter.getCondition());
  }

  private static RelNode narrowed(LogicalFilter filter, LatestRow latest) {
    RelNode rows = latest.getInput();
    RelBuilder builder = PlanCluster.over(LogicalFilter.create(rows, filter.getCondition()));
    List<RexNode> keys = latest.keys().stream().map(k -> (RexNode) builder.field(k)).toList();
    RelNode candidates = builder.project(keys).build();
    RexNode among = RexSubQuery.in(candidates, ImmutableList.copyOf(keys));
    RelNode narrow = latest.copy(latest.getTraitSet(), List.of(LogicalFilter.create(rows, among)));
    return LogicalFilter.create(narrow.accept(new LatestByWindow()), filter.getCondition());
  }

  private static boolean neverFails(RexNode condition) {
    try {
      condition.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
              if (call.getOperator() instanceof EngineFunction function
                  && !NativeFunctions.isTotal(function)) {
                throw Util.FoundOne.NULL;
              }
              return super.visitCall(call);
            }
          });
      return true;
    } catch (Util.FoundOne e) {
      return false;
    }
  }
}
