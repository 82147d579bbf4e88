package io.metaxy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The work of a benchmark, done by each participant in turns. */
final class Rounds {
  private Rounds() {}

  private static final int SMALL_ROUNDS = 20;

  /** Work that is timed. */
  private interface Step {
    long run(Participant participant, long rows) throws Exception;
  }

  /** Opens a participant on nothing that was used before; {@code file} is in a fresh folder. */
  interface Opening {
    Participant open(Path file) throws Exception;
  }

  /** Runs a benchmark whose arguments are ROWS and ROUNDS, and prints a table. */
  static void run(String[] args, List<Opening> openings) throws Exception {
    long rows = Long.parseLong(args[0]);
    int rounds = Integer.parseInt(args[1]);
    Map<String, Step> steps = new LinkedHashMap<>();
    steps.put("write", Participant::write);
    steps.put("read", (participant, written) -> participant.read());
    steps.put("soft_delete", (participant, written) -> participant.softDelete());
    steps.put("read_deleted", (participant, written) -> participant.read());
    steps.put("hard_delete", (participant, written) -> participant.hardDelete());

    // Small rounds and a large one warm up and are not counted.
    for (int round = 0; round < SMALL_ROUNDS; round++) {
      round(openings, round, steps, Math.max(1, rows / 100), new Times());
    }
    round(openings, 0, steps, rows, new Times());
    Times times = new Times();
    for (int round = 0; round < rounds; round++) {
      round(openings, round, steps, rows, times);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d rows, %d rounds, heap of at most %d MiB; milliseconds, medians%n",
        rows,
        rounds,
        Runtime.getRuntime().maxMemory() >> 20);
    System.out.print(times.table());
  }

  /** One round of each, who take turns in going first. */
  private static void round(
      List<Opening> openings, int round, Map<String, Step> steps, long rows, Times times)
      throws Exception {
    List<Opening> order = new ArrayList<>(openings);
    if (round % 2 == 0) {
      Collections.reverse(order);
    }
    for (Opening opening : order) {
      round(opening, steps, rows, times);
    }
  }

  private static void round(Opening opening, Map<String, Step> steps, long rows, Times times)
      throws Exception {
    Path folder = Files.createTempDirectory("metaxy-bench");
    try (Participant participant = opening.open(folder.resolve("bench.db"))) {
      for (Map.Entry<String, Step> step : steps.entrySet()) {
        System.gc();
        long start = System.nanoTime();
        long count = step.getValue().run(participant, rows);
        times.add(step.getKey(), participant.name(), System.nanoTime() - start, count);
      }
    } finally {
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
