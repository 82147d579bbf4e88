package io.metaxy.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Times per step and side, and the counts, in which all must agree. */
final class Results {
  private final Map<String, Map<String, List<Long>>> millis = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, Long> peaks = new LinkedHashMap<>();

  void add(String step, String side, long time, long count) {
    millis
        .computeIfAbsent(step, s -> new LinkedHashMap<>())
        .computeIfAbsent(side, p -> new ArrayList<>())
        .add(time);
    Long before = count < 0 ? null : counts.putIfAbsent(step, count);
    if (before != null && before != count) {
      throw new IllegalStateException(
          step + " of " + side + " saw " + count + " rows, another saw " + before);
    }
  }

  void peak(String side, long mebibytes) {
    peaks.put(side, mebibytes);
  }

  /** A line per step: rows, the medians, and ours divided by each of the others'. */
  String table() {
    StringBuilder table = new StringBuilder();
    line(table, "step", "rows", "metaxy", "python", "by hand", "/python", "/by hand");
    millis.forEach(
        (step, times) -> {
          double ours = median(times.get("metaxy"));
          double python = median(times.get("python"));
          double hand = median(times.get("by hand"));
          line(
              table,
              step,
              String.format(Locale.ROOT, "%,d", counts.getOrDefault(step, 0L)),
              shown(ours, "%,.0f"),
              shown(python, "%,.0f"),
              shown(hand, "%,.0f"),
              shown(ours / python, "%.2f"),
              shown(ours / hand, "%.2f"));
        });
    double ours = peak("metaxy");
    double python = peak("python");
    double hand = peak("by hand");
    line(
        table,
        "peak MiB",
        "",
        shown(ours, "%,.0f"),
        shown(python, "%,.0f"),
        shown(hand, "%,.0f"),
        shown(ours / python, "%.2f"),
        shown(ours / hand, "%.2f"));
    return table.toString();
  }

  private double peak(String side) {
    return peaks.containsKey(side) ? peaks.get(side) : Double.NaN;
  }

  private static String shown(double number, String format) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, format, number) : "-";
  }

  private static void line(StringBuilder table, Object... cells) {
    table.append(
        String.format(Locale.ROOT, "%-16s %11s %9s %9s %9s %8s %9s%n", cells).stripTrailing());
    table.append('\n');
  }

  private static double median(@Nullable List<Long> times) {
    if (times == null) {
      return Double.NaN;
    }
    List<Long> sorted = new ArrayList<>(times);
    sorted.sort(null);
    return (sorted.get(sorted.size() / 2) + sorted.get((sorted.size() - 1) / 2)) / 2.0;
  }
}
