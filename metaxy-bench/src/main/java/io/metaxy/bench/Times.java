package io.metaxy.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Times per step and participant, and the counts that must agree. */
final class Times {
  private final Map<String, Map<String, List<Long>>> nanos = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();

  void add(String step, String participant, long time, long count) {
    nanos
        .computeIfAbsent(step, s -> new LinkedHashMap<>())
        .computeIfAbsent(participant, p -> new ArrayList<>())
        .add(time);
    Long before = counts.putIfAbsent(step, count);
    if (before != null && before != count) {
      throw new IllegalStateException(
          step + " of " + participant + " saw " + count + " rows, others saw " + before);
    }
  }

  /** A line per step: rows, both medians, the ratio. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%-14s %10s %10s %10s %6s%n",
            "step",
            "rows",
            "metaxy",
            "by hand",
            "ratio"));
    nanos.forEach(
        (step, times) -> {
          double ours = median(times.getOrDefault("metaxy", List.of()));
          double theirs = median(times.getOrDefault("by hand", List.of()));
          table.append(
              String.format(
                  Locale.ROOT,
                  "%-14s %,10d %,10.0f %,10.0f %6.2f%n",
                  step,
                  counts.getOrDefault(step, 0L),
                  ours,
                  theirs,
                  ours / theirs));
        });
    return table.toString();
  }

  private static double median(List<Long> times) {
    List<Long> sorted = new ArrayList<>(times);
    sorted.sort(null);
    int middle = sorted.size() / 2;
    long upper = sorted.get(middle);
    long lower = sorted.get((sorted.size() - 1) / 2);
    return (upper + lower) / 2e6;
  }
}
