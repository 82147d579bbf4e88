package io.metaxy.duckdb;

import io.metaxy.core.function.EngineFunction;
import io.metaxy.core.plan.LatestByAntiJoin;
import io.metaxy.core.plan.LatestRow;
import io.metaxy.store.SystemColumns;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Util;

/**
 * Lowers filtered latest rows to "matches, and no row of its sample is later": DuckDB filters first
 * then, and asks only for the samples that are left, where a window would rank every row. A filter
 * that may fail waits until the latest rows are found: older rows must not make it fail.
 */
final class SelectiveLatest extends RelHomogeneousShuttle {
  private static final LatestByAntiJoin ANTI_JOIN = new LatestByAntiJoin(List.of("rowid"));

  @Override
  public RelNode visit(RelNode node) {
    return node instanceof Filter filter
            && filter.getInput() instanceof LatestRow latest
            && isSelective(filter.getCondition(), latest)
            && neverFails(filter.getCondition())
        ? node.accept(ANTI_JOIN)
        : super.visit(node);
  }

  /** Whether it asks for more than tombstones or their absence. */
  private static boolean isSelective(RexNode condition, LatestRow latest) {
    int deletedAt = latest.getRowType().getFieldNames().indexOf(SystemColumns.DELETED_AT);
    return RelOptUtil.conjunctions(condition).stream()
        .anyMatch(
            c ->
                !(c.isA(List.of(SqlKind.IS_NULL, SqlKind.IS_NOT_NULL))
                    && ((RexCall) c).getOperands().get(0) instanceof RexInputRef column
                    && column.getIndex() == deletedAt));
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
