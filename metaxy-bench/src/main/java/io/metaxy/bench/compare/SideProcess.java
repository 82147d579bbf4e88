package io.metaxy.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** The process of a side of ours: a round for each line of input, its times as lines of output. */
public final class SideProcess {
  static final String BY_HAND = "by-hand";

  private SideProcess() {}

  /**
   * Runs rounds of a store on the backend that the first argument names, or of what is written by
   * hand, with as many rows as the second argument says.
   */
  public static void main(String[] args) throws Exception {
    long rows = Long.parseLong(args[1]);
    SampleData data = new SampleData(rows);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (input.readLine() != null) {
      Path folder = Files.createTempDirectory("metaxy-bench");
      Side side =
          args[0].equals(BY_HAND) ? new HandSide(rows, data) : new StoreSide(args[0], rows, data);
      try {
        round(side, folder.resolve("bench"));
      } finally {
        side.close();
        remove(folder);
      }
      System.out.println("end " + peakMebibytes());
    }
  }

  private static void round(Side side, Path file) throws Exception {
    for (Map.Entry<String, Side.Step> step : side.steps(file).entrySet()) {
      long start = System.nanoTime();
      long seen = step.getValue().run();
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (!step.getKey().startsWith("-")) {
        System.out.println(step.getKey() + " " + millis + " " + seen);
      }
    }
  }

  /** The most that the process ever took, where the system tells it. */
  private static long peakMebibytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
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
