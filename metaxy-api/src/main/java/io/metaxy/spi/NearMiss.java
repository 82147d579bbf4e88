package io.metaxy.spi;

import io.metaxy.store.SystemColumns;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What somebody who wrote an unknown name may have meant. */
public final class NearMiss {
  private static final int MOST = 3;
  private static final int MOST_LISTED = 12;

  /** What the user named is meant more often than what the system did. */
  private static final Comparator<String> USERS_FIRST =
      Comparator.comparing((String name) -> name.startsWith(SystemColumns.PREFIX))
          .thenComparing(Comparator.naturalOrder());

  private NearMiss() {}

  /**
   * A sentence for the remedy of an error: the near misses, or else the names that there are.
   *
   * @param wrong the unknown name
   * @param known all names that would do
   */
  public static String suggestion(String wrong, Collection<String> known) {
    if (known.isEmpty()) {
      return "There are none.";
    }
    List<String> near = of(wrong, known);
    if (!near.isEmpty()) {
      return "Did you mean " + String.join(" or ", near) + "?";
    }
    String listed =
        known.stream().sorted(USERS_FIRST).limit(MOST_LISTED).collect(Collectors.joining(", "));
    return known.size() > MOST_LISTED
        ? "There are " + known.size() + ", among them " + listed + "."
        : "There are: " + listed + ".";
  }

  /** At most three of {@code known} that differ little from {@code wrong}, the nearest first. */
  public static List<String> of(String wrong, Collection<String> known) {
    return known.stream()
        .distinct()
        .map(name -> Map.entry(name, distance(wrong, name)))
        .filter(e -> e.getValue() <= Math.max(1, Math.max(wrong.length(), e.getKey().length()) / 3))
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Comparator.comparing(Map.Entry::getKey)))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Letters to insert, remove, change or swap, case and the kind of separator aside. */
  private static int distance(String a, String b) {
    String left = plain(a);
    String right = plain(b);
    int[][] steps = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
        least = Math.min(least, steps[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
      }
    }
    return steps[left.length()][right.length()];
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
