package io.metaxy.core.update;

import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.PlanCluster;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/** The plan of a rebase: stored rows beside the provenance that they would have. */
public final class RebasePlan {
  private static final String KEY = "metaxy_key_";
  private static final String HASH = "metaxy_rebased_";

  private RebasePlan() {}

  /**
   * The columns of the stored rows, and behind them the hash of each field in the order of the
   * fields' names, and the hash of all.
   *
   * @param stored rows, one for each sample
   * @param expected the samples that there should be
   * @param on the columns by which both are found
   */
  public static RelNode of(RelNode stored, ExpectedRows expected, List<String> on) {
    RelNode fresh = fresh(expected, on);
    RelBuilder builder = PlanCluster.over(stored).push(fresh);
    List<RexNode> same = new ArrayList<>();
    for (int i = 0; i < on.size(); i++) {
      same.add(builder.equals(builder.field(2, 0, on.get(i)), builder.field(2, 1, KEY + i)));
    }
    builder.join(JoinRelType.INNER, same);
    int width = stored.getRowType().getFieldCount();
    List<RexNode> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < width + fresh.getRowType().getFieldCount(); i++) {
      if (i < width || i >= width + on.size()) {
        fields.add(builder.field(i));
        names.add(builder.peek().getRowType().getFieldNames().get(i));
      }
    }
    return Plans.project(builder.build(), fields, names);
  }

  /** Keys and hashes. Rows of an aggregated sample have the same ones: each sample counts once. */
  private static RelNode fresh(ExpectedRows expected, List<String> on) {
    RelNode result = expected.result(expected.rows(), List.of());
    RelBuilder builder = PlanCluster.over(result);
    List<RexNode> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < on.size(); i++) {
      fields.add(builder.field(on.get(i)));
      names.add(KEY + i);
    }
    int hashes = result.getRowType().getFieldCount() - expected.hashCount();
    for (int i = 0; i < expected.hashCount(); i++) {
      fields.add(builder.field(hashes + i));
      names.add(HASH + i);
    }
    RelBuilder rows = PlanCluster.over(Plans.project(builder.build(), fields, names));
    // A condition between, that all rows meet: Calcite would print a grouping by what a window
    // works out, which no engine takes.
    rows.filter(rows.isNotNull(rows.field(KEY + 0)));
    return FeaturePlans.distinct(rows, names);
  }
}
