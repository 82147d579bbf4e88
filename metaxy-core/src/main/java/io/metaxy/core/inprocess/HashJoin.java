package io.metaxy.core.inprocess;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/** A join on equal columns: the right side is kept, the left side streams. */
final class HashJoin implements RowStream {
  private final RowStream left;
  private final RowStream right;
  private final JoinRelType type;
  private final int[] leftKeys;
  private final int[] rightKeys;
  private final int leftWidth;
  private final int rightWidth;
  private final Value condition;
  private final Deque<@Nullable Object[]> ready = new ArrayDeque<>();
  private @Nullable Map<@Nullable Object, List<RightRow>> kept;
  private boolean leftOver;

  /** A row of the right side and whether it has met one of the left. */
  private static final class RightRow {
    final @Nullable Object[] values;
    boolean met;

    RightRow(@Nullable Object[] values) {
      this.values = values;
    }
  }

  HashJoin(Join join, RowStream left, RowStream right) {
    this.left = left;
    this.right = right;
    this.type = join.getJoinType();
    JoinInfo info = join.analyzeCondition();
    this.leftKeys = info.leftKeys.toIntArray();
    this.rightKeys = info.rightKeys.toIntArray();
    this.leftWidth = join.getLeft().getRowType().getFieldCount();
    this.rightWidth = join.getRight().getRowType().getFieldCount();
    var rex = join.getCluster().getRexBuilder();
    this.condition = new Expressions(rex).of(info.getRemaining(rex));
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    Map<@Nullable Object, List<RightRow>> rows = kept == null ? keep() : kept;
    while (ready.isEmpty()) {
      @Nullable Object[] row = left.next();
      if (row != null) {
        match(row, rows);
      } else if (!leftOver && type.generatesNullsOnLeft()) {
        leftOver = true;
        addUnmet(rows);
      } else {
        return null;
      }
    }
    return ready.poll();
  }

  private Map<@Nullable Object, List<RightRow>> keep() {
    Map<@Nullable Object, List<RightRow>> rows =
        type.generatesNullsOnLeft() ? new LinkedHashMap<>() : new HashMap<>();
    for (@Nullable Object[] row = right.next(); row != null; row = right.next()) {
      rows.computeIfAbsent(Ordering.key(row, rightKeys), k -> new ArrayList<>(1))
          .add(new RightRow(row));
    }
    right.close();
    kept = rows;
    return rows;
  }

  private void match(@Nullable Object[] row, Map<@Nullable Object, List<RightRow>> rows) {
    boolean met = false;
    if (Arrays.stream(leftKeys).allMatch(k -> row[k] != null)) {
      for (RightRow other : rows.getOrDefault(Ordering.key(row, leftKeys), List.of())) {
        @Nullable Object[] both = both(row, other.values);
        if (condition.holds(both)) {
          met = true;
          other.met = true;
          if (type.projectsRight()) {
            ready.add(both);
          }
        }
      }
    }
    if (type == JoinRelType.SEMI ? met : type == JoinRelType.ANTI && !met) {
      ready.add(row);
    } else if (!met && type.generatesNullsOnRight()) {
      ready.add(both(row, new @Nullable Object[rightWidth]));
    }
  }

  private void addUnmet(Map<@Nullable Object, List<RightRow>> rows) {
    for (List<RightRow> same : rows.values()) {
      for (RightRow row : same) {
        if (!row.met) {
          ready.add(both(new @Nullable Object[leftWidth], row.values));
        }
      }
    }
  }

  private static @Nullable Object[] both(@Nullable Object[] left, @Nullable Object[] right) {
    @Nullable Object[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  @Override
  public void close() {
    Closing.all(List.of(left::close, right::close));
  }
}
