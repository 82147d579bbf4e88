package io.metaxy.core.inprocess;

import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.RowOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The latest row of each sample (rules R1, R6), kept in the order in which samples first came. */
final class LatestRows implements RowStream.Work {
  private final int[] keys;
  private final List<Value> order;

  LatestRows(LatestRow node) {
    this.keys = node.keys().stream().mapToInt(Integer::intValue).toArray();
    this.order = new Expressions(node.getCluster().getRexBuilder()).all(order(node));
  }

  /** What rows of a sample are compared by, the most important first. */
  static List<RexNode> order(LatestRow node) {
    RexBuilder rex = node.getCluster().getRexBuilder();
    RelDataType row = node.getRowType();
    IntFunction<RexNode> field = i -> RexInputRef.of(i, row);
    List<RexNode> order = new ArrayList<>();
    order.add(RowOrder.time(rex, row, field));
    order.addAll(RowOrder.ties(rex, row, field));
    return order;
  }

  @Override
  public Iterable<@Nullable Object[]> on(RowStream input) {
    Map<Object, @Nullable Object[]> latest = new LinkedHashMap<>();
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      Object key = Objects.requireNonNull(Ordering.key(row, keys), "an id that is null");
      @Nullable Object[] other = latest.get(key);
      if (other == null || isLater(row, other)) {
        latest.put(key, row);
      }
    }
    return latest.values();
  }

  /** Rows that agree in everything: the one that was stored last. */
  private boolean isLater(@Nullable Object[] row, @Nullable Object[] other) {
    for (Value value : order) {
      int order = Ordering.compareNullable(value.of(row), value.of(other));
      if (order != 0) {
        return order > 0;
      }
    }
    return true;
  }
}
