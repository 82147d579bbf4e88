package io.metaxy.iceberg;

import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.PlanTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.iceberg.expressions.Expression;

/**
 * A plan whose scans have names of their own, each with what is known of the rows that it is asked
 * for. A condition on rows holds for what they are made from, through projections that keep its
 * columns; through the choice of latest rows, if it is about the columns that tell samples apart.
 */
final class PrunedPlan {
  private final List<PrunedScan> scans = new ArrayList<>();
  private final String suffix;
  private final RelNode plan;

  /**
   * A scan of the plan.
   *
   * @param name its name in the plan
   * @param table what it scans
   * @param filter true for all rows that matter
   */
  record PrunedScan(String name, PlanTable table, Expression filter) {}

  /** The scans of {@code plan}, named by their table, {@code suffix} and a number. */
  PrunedPlan(RelNode plan, String suffix) {
    this.suffix = suffix;
    this.plan = pruned(plan, List.of());
  }

  /** The plan under the names of {@link #scans}. */
  RelNode plan() {
    return plan;
  }

  List<PrunedScan> scans() {
    return List.copyOf(scans);
  }

  /** Whether a choice of latest rows asks for something that tells samples apart. */
  static boolean isAboutKeys(RelNode chosen) {
    return chosen instanceof Project project
        && project.getInput() instanceof Filter filter
        && filter.getInput() instanceof LatestRow latest
        && RelOptUtil.conjunctions(filter.getCondition()).stream()
            .anyMatch(c -> ScanFilter.isAbout(c, latest.keys()));
  }

  private RelNode pruned(RelNode node, List<RexNode> conditions) {
    if (node instanceof TableScan scan) {
      return named(scan, conditions);
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : node.getInputs()) {
      inputs.add(pruned(input, below(node, conditions)));
    }
    RelNode copied = inputs.isEmpty() ? node : node.copy(node.getTraitSet(), inputs);
    return copied.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            return query.clone(pruned(query.rel, List.of()));
          }
        });
  }

  /** What holds for the input's rows that matter. */
  private static List<RexNode> below(RelNode node, List<RexNode> conditions) {
    if (node instanceof Filter filter) {
      List<RexNode> all = new ArrayList<>(conditions);
      all.addAll(RelOptUtil.conjunctions(filter.getCondition()));
      return all;
    }
    if (node instanceof LatestRow latest) {
      return conditions.stream().filter(c -> ScanFilter.isAbout(c, latest.keys())).toList();
    }
    if (node instanceof Project project && !project.containsOver()) {
      List<Integer> kept = new ArrayList<>();
      for (int i = 0; i < project.getProjects().size(); i++) {
        if (project.getProjects().get(i) instanceof RexInputRef) {
          kept.add(i);
        }
      }
      return conditions.stream()
          .filter(c -> ScanFilter.isAbout(c, kept))
          .map(c -> RelOptUtil.pushPastProject(c, project))
          .toList();
    }
    return List.of();
  }

  private RelNode named(TableScan scan, List<RexNode> conditions) {
    PlanTable table = scan.getTable().unwrapOrThrow(PlanTable.class);
    String name = table.name() + suffix + (scans.size() + 1);
    Expression filter =
        new ScanFilter(scan.getCluster().getRexBuilder(), scan.getRowType()).all(conditions);
    scans.add(new PrunedScan(name, table, filter));
    return PlanTable.scan(scan.getCluster(), name, table.schema());
  }
}
