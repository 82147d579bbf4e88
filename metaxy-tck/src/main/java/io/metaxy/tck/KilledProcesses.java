package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.store.MetadataStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Processes that write and delete until they are killed, and what they leave. */
final class KilledProcesses {
  private static final FeatureSpec PREDICTIONS = RuleTest.PREDICTIONS;

  /** After so many kills a store is replaced by a fresh one, so that reading it stays quick. */
  private static final int KILLS_PER_STORE = 10;

  /** Stands before the number of an operation. */
  private static final String DONE = "done ";

  private final StoreHarness harness;
  private final Path stores;
  private final Clock clock;
  private final long seed;

  KilledProcesses(StoreHarness harness, Path stores, Clock clock, long seed) {
    this.harness = harness;
    this.stores = stores;
    this.clock = clock;
    this.seed = seed;
  }

  /** Fails if one of {@code kills} processes leaves less than what it finished, or half of more. */
  void check(int kills) throws IOException {
    Throwable loss = firstLoss(kills);
    if (loss instanceof MetaxyException failure) {
      throw failure;
    }
    if (loss instanceof AssertionError failure) {
      throw failure;
    }
  }

  /**
   * What {@link #check} would fail with; null if nothing is lost. Fails itself if a process does
   * not work, which says nothing of what is lost.
   */
  @Nullable Throwable firstLoss(int kills) throws IOException {
    System.out.println(
        "T3: " + kills + " kills with seed " + seed + "; again with -Dmetaxy.seed=" + seed);
    Random random = new Random(seed);
    Map<String, Object> options = Map.of();
    int first = 0;
    long storeSeed = 0;
    for (int kill = 0; kill < kills; kill++) {
      if (kill % KILLS_PER_STORE == 0) {
        Path folder = Files.createDirectory(stores.resolve("store" + kill));
        options = harness.freshOptions(folder);
        storeSeed = random.nextInt();
        first = 0;
      }
      int done = runAndKill(options, storeSeed, first, Duration.ofMillis(random.nextInt(60)));
      try {
        first = check(options, storeSeed, done);
      } catch (AssertionError | MetaxyException e) {
        return e;
      }
    }
    return null;
  }

  /** Lets a process work until a while after its first operation; gives the last one it told of. */
  private int runAndKill(Map<String, Object> options, long storeSeed, int first, Duration delay)
      throws IOException {
    Path scratch = Files.createTempDirectory(stores, "scratch");
    int done = first;
    try (KitProcess process =
        KitProcess.start(
            harness.backend(),
            options,
            scratch,
            "operations",
            List.of(String.valueOf(storeSeed), String.valueOf(first)))) {
      String line = process.line();
      while (line != null && !line.startsWith(DONE)) {
        line = process.line();
      }
      assertThat(line).as("T3: the process works; %s", KitProcess.more()).isEqualTo(DONE + first);
      // When it dies is what the test varies; nothing is waited for.
      LockSupport.parkNanos(delay.toNanos());
      process.kill();
      for (; line != null; line = process.line()) {
        if (line.startsWith(DONE)) {
          done = Integer.parseInt(line.substring(DONE.length())) + 1;
        }
      }
    }
    empty(scratch);
    return done;
  }

  private static void empty(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Compares the store with what was done; gives the number of the next operation. */
  private int check(Map<String, Object> options, long storeSeed, int done) {
    try (MetadataStore store = harness.open(options, harness.graph(PREDICTIONS), clock)) {
      Operations operations = Operations.of(storeSeed, store);
      Map<Long, Integer> seen = new TreeMap<>();
      store
          .read("predictions")
          .toList()
          .forEach(row -> seen.merge((Long) row.get("sample_uid"), 1, Integer::sum));
      assertThat(seen.values())
          .as("T3: after operation %s each sample is read once: %s", done - 1, seen)
          .allMatch(rows -> rows == 1);
      Set<Long> live = new TreeSet<>(seen.keySet());
      Set<Long> finished = operations.after(done);
      Set<Long> oneMore = operations.after(done + 1);
      assertThat(live.equals(finished) || live.equals(oneMore))
          .as(
              "T3: after operation %s of store seed %s the live samples are those of the finished"
                  + " operations, or of one more: missing %s, too many %s",
              done - 1, storeSeed, missing(finished, live), missing(live, finished))
          .isTrue();
      return live.equals(finished) ? done : done + 1;
    }
  }

  private static Set<Long> missing(Set<Long> wanted, Set<Long> found) {
    Set<Long> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    return missing;
  }
}
