package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.spi.Capability;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules T: time and concurrency. */
public abstract class TimeAndConcurrencyRules extends RuleTest {
  private static final int THREADS = 8;
  private static final int PROCESSES = 2;
  private static final int ROUNDS = 12;

  /** How often a process is killed. */
  private static final int KILLS = Integer.getInteger("metaxy.kill.rounds", 200);

  /** After so many kills a store is replaced by a fresh one, so that reading it stays quick. */
  private static final int KILLS_PER_STORE = 10;

  @TempDir Path stores = Path.of("");

  @Test
  void T1_aSlowClockLosesNoWriteAndNoDelete() {
    MetadataStore store = open();
    clock().set(START.plusSeconds(7200));
    write(store, sample(1, 0.1), sample(2, 0.2));
    clock().set(START);
    write(store, sample(1, 0.9));
    assertThat(values(store, read(), "confidence"))
        .as("T1: the later write wins, whatever its clock says")
        .containsExactly("0.2", "0.9");
    store.delete(soft().where("sample_uid = 1"));
    assertThat(ids(store)).as("T1: so does the delete").containsExactly("2");
    write(store, sample(1, 0.95));
    assertThat(ids(store)).as("T1: and the write after it").containsExactly("1", "2");
  }

  @Test
  void T1_aNewTimeIsAMicrosecondAfterTheGreatestStored() {
    MetadataStore store = open();
    clock().set(START.plusSeconds(7200));
    Instant first = store.write("predictions", List.of(sample(1, 0.1))).at();
    clock().set(START);
    Instant second = store.write("predictions", List.of(sample(2, 0.2))).at();
    assertThat(second).as("T1").isEqualTo(first.plusNanos(1000));
    clock().set(START.plusSeconds(9000));
    Instant third = store.write("predictions", List.of(sample(3, 0.3))).at();
    assertThat(third).as("T1: else it is now").isEqualTo(START.plusSeconds(9000).plusNanos(1000));
  }

  @Test
  void T2_writersAndDeletersAtTheSameTime() throws Exception {
    MetadataStore store = open();
    // The columns are there before all write at once.
    write(store, row("sample_uid", 99, "confidence", 0.5, "tag", "first"));
    int workers = THREADS;
    List<Process> processes = new ArrayList<>();
    if (declared("T2", Capability.MULTI_PROCESS)) {
      for (int p = 0; p < PROCESSES; p++) {
        List<String> arguments = List.of(String.valueOf(workers++), String.valueOf(ROUNDS));
        processes.add(
            KitProcess.start(harness().backend(), options(), stores, "contention", arguments));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int worker = 0; worker < THREADS; worker++) {
        Contention contention = new Contention(store, worker);
        work.add(threads.submit(() -> contention.run(ROUNDS)));
      }
      for (Future<?> one : work) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    for (Process process : processes) {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("T2: the other process works").isZero();
      assertThat(output).as("T2").contains("finished");
    }
    checkHistory(store, workers);
  }

  /** Whether the backend can do it; its capabilities must say what the harness says. */
  private boolean declared(String rule, Capability capability) {
    boolean can = !harness().missing().contains(capability);
    assertThat(open().capabilities().contains(capability))
        .as(rule + ": the capabilities say whether it can " + capability)
        .isEqualTo(can);
    return can;
  }

  private static void checkHistory(MetadataStore store, int workers) {
    Map<Object, List<Map<String, @Nullable Object>>> bySample = new HashMap<>();
    Set<String> written = new HashSet<>();
    for (Map<String, @Nullable Object> row : history(store)) {
      if (row.get(SystemColumns.DELETED_AT) == null) {
        assertThat(written.add(row.get("sample_uid") + " " + row.get("tag")))
            .as("T2: no row is doubled: " + row)
            .isTrue();
      }
      bySample
          .computeIfAbsent(
              java.util.Objects.requireNonNull(row.get("sample_uid")), id -> new ArrayList<>())
          .add(row);
    }
    assertThat(written).as("T2: no row is lost").hasSize(1 + workers * ROUNDS * Contention.SAMPLES);
    for (List<Map<String, @Nullable Object>> rows : bySample.values()) {
      rows.sort(Comparator.comparing(TimeAndConcurrencyRules::time));
      for (int i = 1; i < rows.size(); i++) {
        assertThat(time(rows.get(i))).as("T2: times differ").isNotEqualTo(time(rows.get(i - 1)));
        if (rows.get(i).get(SystemColumns.DELETED_AT) != null) {
          assertThat(rows.get(i).get("tag"))
              .as("T2: a tombstone buries the row that it saw")
              .isEqualTo(rows.get(i - 1).get("tag"));
          assertThat(rows.get(i - 1).get(SystemColumns.DELETED_AT))
              .as("T2: and no tombstone")
              .isNull();
        }
      }
    }
  }

  private static Instant time(Map<String, @Nullable Object> row) {
    Object deleted = row.get(SystemColumns.DELETED_AT);
    return (Instant)
        java.util.Objects.requireNonNull(
            deleted != null ? deleted : row.get(SystemColumns.UPDATED_AT));
  }

  @Test
  void T3_aKilledProcessLeavesWholeOperationsOnly() throws Exception {
    boolean durable = declared("T3", Capability.DURABLE);
    if (!durable) {
      refusedAsDeclared(Capability.DURABLE);
      return;
    }
    long seed = Long.getLong("metaxy.seed", new Random().nextLong());
    System.out.println(
        "T3: " + KILLS + " kills with seed " + seed + "; again with -Dmetaxy.seed=" + seed);
    Random random = new Random(seed);
    Map<String, Object> options = Map.of();
    int first = 0;
    long storeSeed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill % KILLS_PER_STORE == 0) {
        Path folder = java.nio.file.Files.createDirectory(stores.resolve("store" + kill));
        options = harness().freshOptions(folder);
        storeSeed = random.nextInt();
        first = 0;
      }
      int done = runAndKill(options, storeSeed, first, Duration.ofMillis(random.nextInt(60)));
      first = check(options, storeSeed, done);
    }
  }

  /** Lets a process work until a while after its first operation; gives the last one it told of. */
  private int runAndKill(Map<String, Object> options, long seed, int first, Duration delay)
      throws IOException, InterruptedException {
    Path scratch = java.nio.file.Files.createTempDirectory(stores, "scratch");
    Process process =
        KitProcess.start(
            harness().backend(),
            options,
            scratch,
            "operations",
            List.of(String.valueOf(seed), String.valueOf(first)));
    int done = first;
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      assertThat(line).as("T3: the process works").isEqualTo("done " + first);
      // When it dies is what the test varies; nothing is waited for.
      LockSupport.parkNanos(delay.toNanos());
      // By its handle: the process itself would close the stream, and what it told would be lost.
      process.toHandle().destroyForcibly();
      while (line != null) {
        if (line.startsWith("done ")) {
          done = Integer.parseInt(line.substring("done ".length())) + 1;
        }
        line = output.readLine();
      }
    }
    process.waitFor();
    empty(scratch);
    return done;
  }

  private static void empty(Path folder) throws IOException {
    try (DirectoryStream<Path> files = java.nio.file.Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (java.nio.file.Files.isRegularFile(file)) {
          java.nio.file.Files.delete(file);
        }
      }
    }
  }

  /** Compares the store with what was done; gives the number of the next operation. */
  private int check(Map<String, Object> options, long seed, int done) {
    try (MetadataStore store = harness().open(options, harness().graph(PREDICTIONS), clock())) {
      Operations operations = Operations.of(seed, store);
      Set<Long> live = new TreeSet<>();
      Map<Long, Integer> seen = new TreeMap<>();
      store
          .read("predictions")
          .toList()
          .forEach(row -> seen.merge((Long) row.get("sample_uid"), 1, Integer::sum));
      live.addAll(seen.keySet());
      Set<Long> finished = operations.after(done);
      Set<Long> oneMore = operations.after(done + 1);
      assertThat(live.equals(finished) || live.equals(oneMore))
          .as(
              "T3: after operation %s of store seed %s the live samples are those of the finished"
                  + " operations, or of one more: missing %s, too many %s",
              done - 1, seed, missing(finished, live), missing(live, finished))
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
