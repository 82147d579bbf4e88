package io.metaxy.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * {@code bench/compare ROWS ROUNDS} and {@code bench/iceberg}: a store beside the Python library.
 */
public final class Compare {
  private Compare() {}

  /**
   * Runs the benchmark and prints a table; the third argument is the backend, the last a Python
   * that has the library, or {@code none}.
   */
  public static void main(String[] args) throws Exception {
    if (args.length != 4 || args[1].isEmpty()) {
      System.err.println("usage: bench/compare ROWS ROUNDS [BACKEND]");
      System.exit(2);
    }
    String rows = args[0];
    int rounds = Integer.parseInt(args[1]);
    String backend = args[2];
    Results results = new Results();
    List<Worker> workers = new ArrayList<>();
    try {
      workers.add(new Worker("metaxy", java(backend, rows)));
      if (!args[3].equals("none")) {
        workers.add(
            new Worker(
                "python",
                List.of(args[3], "metaxy-bench/src/main/python/reference.py", rows, backend)));
      }
      if (backend.equals("duckdb")) {
        workers.add(new Worker("by hand", java(SideProcess.BY_HAND, rows)));
      }
      // The first round warms up and is not counted; then they take turns in going first.
      for (int round = 0; round <= rounds; round++) {
        List<Worker> order = new ArrayList<>(workers);
        Collections.rotate(order, round);
        for (Worker worker : order) {
          worker.round(round == 0 ? new Results() : results);
        }
      }
    } finally {
      for (Worker worker : workers) {
        worker.close();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s, %,d rows, %d rounds; milliseconds, medians; what is divided is metaxy%n",
        backend,
        Long.parseLong(rows),
        rounds);
    System.out.print(results.table());
  }

  private static List<String> java(String side, String rows) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        // What was resolved is kept until it is written: 32 bytes a row.
        "-Xmx" + (512 + Long.parseLong(rows) / 10_000) + "m",
        "-Xlog:disable",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        SideProcess.class.getName(),
        side,
        rows);
  }
}
