package io.metaxy.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code bench/compare ROWS ROUNDS}: the store on DuckDB beside the Python library. */
public final class Compare {
  private Compare() {}

  /** Runs the benchmark and prints a table; the third argument is a Python that has the library. */
  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      System.err.println("usage: bench/compare ROWS ROUNDS");
      System.exit(2);
    }
    String rows = args[0];
    int rounds = Integer.parseInt(args[1]);
    Results results = new Results();
    try (Worker metaxy = new Worker("metaxy", java("metaxy", rows));
        Worker python =
            new Worker(
                "python", List.of(args[2], "metaxy-bench/src/main/python/reference.py", rows));
        Worker hand = new Worker("by hand", java("hand", rows))) {
      List<Worker> workers = List.of(metaxy, python, hand);
      // The first round warms up and is not counted; then they take turns in going first.
      for (int round = 0; round <= rounds; round++) {
        List<Worker> order = new ArrayList<>(workers);
        java.util.Collections.rotate(order, round);
        for (Worker worker : order) {
          worker.round(round == 0 ? new Results() : results);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d rows, %d rounds; milliseconds, medians; what is divided is metaxy%n",
        Long.parseLong(rows),
        rounds);
    System.out.print(results.table());
  }

  private static List<String> java(String side, String rows) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-Xlog:disable",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        SideProcess.class.getName(),
        side,
        rows);
  }
}
