package io.metaxy.core.inprocess;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Groups, counts, least and greatest values, sums of whole numbers. */
final class Aggregation implements RowStream.Work {
  private final int[] groups;
  private final List<AggregateCall> calls;

  Aggregation(Aggregate node) {
    this.groups = node.getGroupSet().toArray();
    this.calls = node.getAggCallList();
    for (AggregateCall call : calls) {
      switch (call.getAggregation().getKind()) {
        case COUNT, MIN, MAX, SUM, SUM0 -> {}
        default -> throw unsupported(call);
      }
    }
  }

  private static MetaxyException unsupported(AggregateCall call) {
    return new MetaxyException(
        ErrorCode.UNSUPPORTED_EXPRESSION,
        "The in-process engine cannot aggregate " + call + ".",
        "Use another backend.");
  }

  @Override
  public Iterable<@Nullable Object[]> on(RowStream input) {
    Map<@Nullable Object, Group> found = new LinkedHashMap<>();
    if (groups.length == 0) {
      found.put(Ordering.key(new Object[0], groups), new Group(new Object[0]));
    }
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      @Nullable Object[] present = row;
      found.computeIfAbsent(Ordering.key(row, groups), k -> new Group(present)).add(row);
    }
    return () -> found.values().stream().map(Group::row).iterator();
  }

  private final class Group {
    private final @Nullable Object[] result = new @Nullable Object[groups.length + calls.size()];
    private final List<Set<@Nullable Object>> seen = new ArrayList<>();

    Group(@Nullable Object[] first) {
      for (int i = 0; i < groups.length; i++) {
        result[i] = first[groups[i]];
      }
      for (int i = 0; i < calls.size(); i++) {
        SqlKind kind = calls.get(i).getAggregation().getKind();
        result[groups.length + i] =
            kind == SqlKind.COUNT || kind == SqlKind.SUM0 ? (Object) 0L : null;
        seen.add(new HashSet<>());
      }
    }

    void add(@Nullable Object[] row) {
      for (int i = 0; i < calls.size(); i++) {
        AggregateCall call = calls.get(i);
        boolean passes = call.filterArg < 0 || Boolean.TRUE.equals(row[call.filterArg]);
        if (passes && call.getArgList().stream().allMatch(a -> row[a] != null)) {
          int[] arguments = call.getArgList().stream().mapToInt(Integer::intValue).toArray();
          if (!call.isDistinct() || seen.get(i).add(Ordering.key(row, arguments))) {
            int slot = groups.length + i;
            Object value = arguments.length == 0 ? null : row[arguments[0]];
            result[slot] = combine(call.getAggregation().getKind(), result[slot], value);
          }
        }
      }
    }

    @Nullable Object[] row() {
      return result;
    }
  }

  private static @Nullable Object combine(
      SqlKind kind, @Nullable Object before, @Nullable Object value) {
    if (kind == SqlKind.COUNT) {
      return before instanceof Long count ? (Long) (count + 1) : (Long) 1L;
    }
    if (before == null || value == null) {
      return value;
    }
    if (kind == SqlKind.MIN || kind == SqlKind.MAX) {
      int order = Ordering.compare(value, before);
      return (kind == SqlKind.MAX ? order > 0 : order < 0) ? value : before;
    }
    if (before instanceof Long a && value instanceof Long b) {
      return Math.addExact(a, b);
    }
    throw new IllegalArgumentException("no sum of " + value.getClass());
  }
}
