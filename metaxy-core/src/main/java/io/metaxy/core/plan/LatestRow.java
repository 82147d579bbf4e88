package io.metaxy.core.plan;

import io.metaxy.store.SystemColumns;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * The latest row of each sample: of the rows with equal keys the one that {@link RowOrder} puts
 * last (rules R1, R6). An operator of its own, so that each engine can lower it to the form that is
 * fastest there: {@link LatestByWindow}, {@link LatestByNumber}, {@link LatestByAntiJoin}, {@link
 * LatestByGroups}.
 */
public final class LatestRow extends SingleRel {
  private final List<Integer> keys;

  private LatestRow(RelOptCluster cluster, RelTraitSet traits, RelNode input, List<Integer> keys) {
    super(cluster, traits, input);
    this.keys = List.copyOf(keys);
  }

  /** The latest rows of {@code input} by the columns {@code keys}. */
  public static LatestRow of(RelNode input, List<String> keys) {
    List<String> names = input.getRowType().getFieldNames();
    return new LatestRow(
        input.getCluster(), input.getTraitSet(), input, keys.stream().map(names::indexOf).toList());
  }

  /** The positions of the key columns. */
  public List<Integer> keys() {
    return keys;
  }

  /** Whether a condition on these rows asks for more than tombstones or their absence. */
  public boolean isNarrowedBy(RexNode condition) {
    int deletedAt = getRowType().getFieldNames().indexOf(SystemColumns.DELETED_AT);
    return RelOptUtil.conjunctions(condition).stream()
        .anyMatch(
            c ->
                !(c.isA(List.of(SqlKind.IS_NULL, SqlKind.IS_NOT_NULL))
                    && ((RexCall) c).getOperands().get(0) instanceof RexInputRef column
                    && column.getIndex() == deletedAt));
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new LatestRow(getCluster(), traits, inputs.get(0), keys);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("keys", keys);
  }
}
