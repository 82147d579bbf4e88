package io.metaxy.core.inprocess;

import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.RowOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
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

  /** The columns that decide which rows are latest. */
  static ImmutableBitSet deciding(LatestRow node) {
    return ImmutableBitSet.of(node.keys()).union(RelOptUtil.InputFinder.bits(order(node), null));
  }

  /**
   * The latest rows of {@code rows}, found by a first look at {@code sketch}: the same rows with
   * the deciding columns alone, so that no whole row is kept. Rows that came in between are left
   * out.
   */
  RowStream inTwoLooks(RowStream sketch, RowStream rows) {
    return new RowStream() {
      private @Nullable BitSet chosen;
      private int position;

      @Override
      public @Nullable Object @Nullable [] next() {
        if (chosen == null) {
          chosen = positions(sketch);
          sketch.close();
        }
        while (position < chosen.length()) {
          @Nullable Object[] row = rows.next();
          if (row == null) {
            return null;
          }
          if (chosen.get(position++)) {
            return row;
          }
        }
        return null;
      }

      @Override
      public void close() {
        sketch.close();
        rows.close();
      }
    };
  }

  private BitSet positions(RowStream sketch) {
    Map<Object, Positioned> latest = new HashMap<>();
    int position = 0;
    for (@Nullable Object[] row = sketch.next(); row != null; row = sketch.next()) {
      Object key = Objects.requireNonNull(Ordering.key(row, keys), "an id that is null");
      Positioned other = latest.get(key);
      if (other == null || isLater(row, other.row())) {
        latest.put(key, new Positioned(row, position));
      }
      position++;
    }
    BitSet positions = new BitSet(position);
    latest.values().forEach(p -> positions.set(p.position()));
    return positions;
  }

  private record Positioned(@Nullable Object[] row, int position) {}

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
