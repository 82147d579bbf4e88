package io.metaxy.duckdb;

import io.metaxy.core.plan.LatestByWindow;
import io.metaxy.core.plan.LatestRow;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Ranks rows with what is asked of them where that is few columns: they take part in the sort for
 * less than it takes to fetch them by the rows' numbers.
 */
final class NarrowLatest extends RelHomogeneousShuttle {

  @Override
  public RelNode visit(RelNode node) {
    return node instanceof LogicalProject project && asksForFew(project)
        ? node.accept(new EarlyLookups()).accept(new LatestByWindow())
        : super.visit(node);
  }

  /** Whether projections on top of latest rows look at no more than half of the columns. */
  private static boolean asksForFew(LogicalProject top) {
    ImmutableBitSet wanted = InputFinder.bits(top.getProjects(), null);
    RelNode rows = top.getInput();
    while (rows instanceof LogicalProject project) {
      ImmutableBitSet.Builder below = ImmutableBitSet.builder();
      wanted.forEach(i -> below.addAll(InputFinder.bits(project.getProjects().get(i))));
      wanted = below.build();
      rows = project.getInput();
    }
    if (rows instanceof LogicalFilter filter) {
      wanted = wanted.union(InputFinder.bits(filter.getCondition()));
      rows = filter.getInput();
    }
    return rows instanceof LatestRow
        && wanted.cardinality() * 2 <= rows.getRowType().getFieldCount();
  }
}
