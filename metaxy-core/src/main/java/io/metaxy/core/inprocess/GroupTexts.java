package io.metaxy.core.inprocess;

import io.metaxy.core.plan.JoinedTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins the texts of groups; see {@link JoinedTexts}. */
final class GroupTexts implements RowStream.Work {
  private final int[] keys;
  private final List<Integer> order;
  private final List<Integer> texts;

  GroupTexts(JoinedTexts node) {
    this.keys = node.keys().stream().mapToInt(Integer::intValue).toArray();
    this.order = node.order();
    this.texts = node.texts();
  }

  @Override
  public Iterable<@Nullable Object[]> on(RowStream input) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    Map<@Nullable Object, List<@Nullable Object[]>> groups = new HashMap<>();
    for (@Nullable Object[] row = input.next(); row != null; row = input.next()) {
      @Nullable Object[] own = row.clone();
      rows.add(own);
      groups.computeIfAbsent(Ordering.key(own, keys), k -> new ArrayList<>()).add(own);
    }
    groups.values().forEach(this::join);
    return rows;
  }

  private void join(List<@Nullable Object[]> group) {
    group.sort(this::compare);
    for (int text : texts) {
      String joined = joined(group, text);
      group.forEach(row -> row[text] = joined);
    }
  }

  private int compare(@Nullable Object[] a, @Nullable Object[] b) {
    for (int column : order) {
      int compared = Ordering.compareNullable(a[column], b[column]);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private static @Nullable String joined(List<@Nullable Object[]> group, int text) {
    StringBuilder joined = null;
    for (@Nullable Object[] row : group) {
      if (row[text] != null) {
        joined = joined == null ? new StringBuilder() : joined.append(JoinedTexts.SEPARATOR);
        joined.append(row[text]);
      }
    }
    return joined == null ? null : joined.toString();
  }
}
