package io.metaxy.duckdb;

import com.google.common.collect.ImmutableList;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.sql.RowDeletion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Removes samples by their rows where that is the same: most filters ask for what all rows of a
 * sample have in common, tombstones included. To see whether it is so takes two scans, a fraction
 * of what it takes to find the latest rows.
 */
final class WholeSamples {
  private WholeSamples() {}

  /**
   * The way for filtered latest rows of samples. None if the filter may fail on rows that are not
   * the latest, or if a sample may have several latest rows, one for each version.
   */
  static Optional<RowDeletion> of(RelNode keys, List<String> samples) {
    if (keys instanceof LogicalProject project
        && project.getInput() instanceof LogicalFilter filter
        && filter.getInput() instanceof LatestRow latest
        && names(latest).equals(samples)
        && filter.accept(new ExactNumbers()) instanceof LogicalFilter lowered
        && SelectiveLatest.narrows(lowered, latest)) {
      return scan(latest.getInput()).map(scan -> deletion(filter.getCondition(), latest, scan));
    }
    return Optional.empty();
  }

  private static List<String> names(LatestRow latest) {
    List<String> columns = latest.getRowType().getFieldNames();
    return latest.keys().stream().map(columns::get).toList();
  }

  private static Optional<TableScan> scan(RelNode rows) {
    RelNode input = rows instanceof LogicalFilter filter ? filter.getInput() : rows;
    return input instanceof TableScan scan ? Optional.of(scan) : Optional.empty();
  }

  private static RowDeletion deletion(RexNode condition, LatestRow latest, TableScan scan) {
    RelBuilder builder = PlanCluster.over(scan);
    List<RexNode> conditions = new ArrayList<>();
    if (latest.getInput() instanceof LogicalFilter version) {
      conditions.addAll(RelOptUtil.conjunctions(version.getCondition()));
    }
    conditions.addAll(matches(builder, condition, latest));
    RexNode all = RexUtil.composeConjunction(builder.getRexBuilder(), conditions);
    return new RowDeletion(look(condition, latest), builder.filter(all).build());
  }

  private static List<RexNode> matches(RelBuilder builder, RexNode condition, LatestRow latest) {
    List<RexNode> conditions = new ArrayList<>(RelOptUtil.conjunctions(condition));
    // A row without an id is of no sample.
    latest.keys().forEach(key -> conditions.add(builder.isNotNull(builder.field(key))));
    return conditions;
  }

  /** How many samples have a row that matches, and how many of their rows do not. */
  private static RelNode look(RexNode condition, LatestRow latest) {
    RelBuilder builder = PlanCluster.over(latest.getInput());
    builder.filter(matches(builder, condition, latest));
    RelNode samples = FeaturePlans.distinct(builder, names(latest));

    builder.push(latest.getInput());
    List<RexNode> keys = latest.keys().stream().map(k -> (RexNode) builder.field(k)).toList();
    // DuckDB sees that the samples are asked for twice, and looks for them once.
    builder.filter(
        builder.call(SqlStdOperatorTable.IS_NOT_TRUE, condition),
        RexSubQuery.in(samples, ImmutableList.copyOf(keys)));
    RelNode others = builder.aggregate(builder.groupKey(), builder.countStar("others")).build();

    return builder
        .push(samples)
        .aggregate(builder.groupKey(), builder.countStar("samples"))
        .push(others)
        .join(JoinRelType.INNER, builder.literal(true))
        .build();
  }
}
