package io.metaxy.core.inprocess;

import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.RowOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * The latest row of each sample (rules R1, R6), found by two looks at the rows, so that of a
 * million samples none is kept (R8): the first finds where the latest rows are, the second gives
 * them.
 */
final class LatestRows implements RowStream {
  private final RowStream sketch;
  private final RowStream rows;
  private final Runnable start;
  private final int[] keys;
  private final List<Value> order;
  private @Nullable LatestPositions latest;
  private int position;

  /**
   * @param sketch the rows, with the {@link #deciding} columns at least
   * @param rows the same rows in the same order, whole; more may have come behind them
   * @param start starts both, as close together as can be
   */
  LatestRows(LatestRow node, RowStream sketch, RowStream rows, Runnable start) {
    this.sketch = sketch;
    this.rows = rows;
    this.start = start;
    this.keys = node.keys().stream().mapToInt(Integer::intValue).toArray();
    this.order = new Expressions(node.getCluster().getRexBuilder()).all(order(node));
  }

  /** What rows of a sample are compared by, the most important first. */
  private static List<RexNode> order(LatestRow node) {
    RexBuilder rex = node.getCluster().getRexBuilder();
    RelDataType row = node.getRowType();
    IntFunction<RexNode> field = i -> RexInputRef.of(i, row);
    List<RexNode> order = new ArrayList<>();
    order.add(RowOrder.time(rex, row, field));
    order.addAll(RowOrder.ties(rex, row, field));
    return order;
  }

  /** The columns that decide which rows are latest. */
  static ImmutableBitSet deciding(LatestRow node) {
    return ImmutableBitSet.of(node.keys()).union(RelOptUtil.InputFinder.bits(order(node), null));
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    if (latest == null) {
      start.run();
      latest = new LatestPositions(keys, order.get(0));
      for (@Nullable Object[] row = sketch.next(); row != null; row = sketch.next()) {
        latest.add(row);
      }
      latest.end();
      sketch.close();
    }
    while (!latest.isDone()) {
      @Nullable Object[] row = rows.next();
      if (row == null) {
        throw LatestPositions.removedMeanwhile();
      }
      @Nullable Object[] found = latest.pick(position++, row, this::later);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Of rows that agree in everything the one that was stored last. */
  private @Nullable Object[] later(@Nullable Object[] row, @Nullable Object[] next) {
    for (Value value : order) {
      int order = Ordering.compareNullable(value.of(next), value.of(row));
      if (order != 0) {
        return order > 0 ? next : row;
      }
    }
    return next;
  }

  @Override
  public void close() {
    Closing.all(List.of(sketch::close, rows::close));
  }
}
