package io.metaxy.core.inprocess;

import io.metaxy.core.plan.JoinedTexts;
import io.metaxy.core.plan.LatestRow;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.util.ImmutableBitSet;

/** Which columns of which table a plan looks at, and how often it scans each table. */
final class NeededColumns {
  private final Map<String, ImmutableBitSet> columns = new HashMap<>();
  private final Map<String, Integer> scans = new HashMap<>();

  private NeededColumns() {}

  static NeededColumns of(RelNode plan) {
    return of(plan, ImmutableBitSet.range(plan.getRowType().getFieldCount()));
  }

  /** What it takes to know the columns {@code wanted} of {@code plan}. */
  static NeededColumns of(RelNode plan, ImmutableBitSet wanted) {
    NeededColumns needed = new NeededColumns();
    needed.visit(plan, wanted);
    return needed;
  }

  ImmutableBitSet of(String table) {
    return columns.getOrDefault(table, ImmutableBitSet.of());
  }

  /** Whether its rows must be kept, so that two scans see the same ones. */
  boolean isScannedTwice(String table) {
    return scans.getOrDefault(table, 0) > 1;
  }

  boolean isAnyScannedTwice() {
    return scans.keySet().stream().anyMatch(this::isScannedTwice);
  }

  private void visit(RelNode node, ImmutableBitSet wanted) {
    if (node instanceof TableScan scan) {
      String table = PlanRunner.table(scan).name();
      columns.merge(table, wanted, ImmutableBitSet::union);
      scans.merge(table, 1, Integer::sum);
    } else if (node instanceof Filter filter) {
      visit(filter.getInput(), wanted.union(RelOptUtil.InputFinder.bits(filter.getCondition())));
    } else if (node instanceof Project project) {
      ImmutableBitSet inputs = ImmutableBitSet.of();
      for (int column : wanted) {
        inputs = inputs.union(RelOptUtil.InputFinder.bits(project.getProjects().get(column)));
      }
      visit(project.getInput(), inputs);
    } else if (node instanceof LatestRow latest) {
      visit(latest.getInput(), wanted.union(LatestRows.deciding(latest)));
    } else if (node instanceof JoinedTexts joined) {
      visit(
          joined.getInput(),
          wanted
              .union(ImmutableBitSet.of(joined.keys()))
              .union(ImmutableBitSet.of(joined.order()))
              .union(ImmutableBitSet.of(joined.texts())));
    } else if (node instanceof Aggregate aggregate) {
      ImmutableBitSet inputs = aggregate.getGroupSet();
      for (AggregateCall call : aggregate.getAggCallList()) {
        inputs = inputs.union(ImmutableBitSet.of(call.getArgList()));
        inputs = call.filterArg < 0 ? inputs : inputs.set(call.filterArg);
      }
      visit(aggregate.getInput(), inputs);
    } else if (node instanceof Sort sort) {
      visit(sort.getInput(), wanted.union(ImmutableBitSet.of(sort.getCollation().getKeys())));
    } else if (node instanceof Join join) {
      ImmutableBitSet both = wanted.union(RelOptUtil.InputFinder.bits(join.getCondition()));
      int left = join.getLeft().getRowType().getFieldCount();
      visit(join.getLeft(), both.intersect(ImmutableBitSet.range(left)));
      visit(join.getRight(), both.except(ImmutableBitSet.range(left)).shift(-left));
    } else {
      node.getInputs()
          .forEach(i -> visit(i, ImmutableBitSet.range(i.getRowType().getFieldCount())));
    }
  }
}
