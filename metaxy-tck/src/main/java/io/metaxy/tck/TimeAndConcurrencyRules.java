package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.MetaxyException;
import io.metaxy.spi.Capability;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

  /** After so many kills without a loss a store is durable, whatever it says of itself. */
  private static final int KILLS_THAT_TELL = 50;

  /** So often processes must work beside each other until it is no luck. */
  private static final int TRIES_THAT_TELL = 3;

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
    boolean several = declared("T2", open(), Capability.MULTI_PROCESS);
    int workers = THREADS + (several ? PROCESSES : 0);
    List<KitProcess> processes = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int worker = THREADS; worker < workers; worker++) {
        processes.add(contender(options(), stores, worker));
      }
      List<Future<?>> work = new ArrayList<>();
      for (int worker = 0; worker < THREADS; worker++) {
        Contention contention = new Contention(store, worker);
        work.add(threads.submit(() -> contention.run(ROUNDS)));
      }
      for (Future<?> one : work) {
        one.get(KitProcess.MOST.toSeconds(), TimeUnit.SECONDS);
      }
      for (KitProcess process : processes) {
        assertThat(process.finished("T2")).as("T2").contains("finished");
      }
    } finally {
      threads.shutdownNow();
      processes.forEach(KitProcess::close);
    }
    checkHistory(store, workers);
    if (!several) {
      refusedAsDeclared(Capability.MULTI_PROCESS);
      assertTwoProcessesFail();
    }
  }

  /** A process that writes and deletes as a {@link Contention} does. */
  private KitProcess contender(Map<String, Object> options, Path scratch, int worker) {
    return KitProcess.start(
        harness().backend(),
        options,
        scratch,
        "contention",
        List.of(String.valueOf(worker), String.valueOf(ROUNDS)));
  }

  private void assertTwoProcessesFail() throws Exception {
    // First one alone: a process that cannot even start would prove nothing.
    Path alone = Files.createDirectory(stores.resolve("alone"));
    try (KitProcess process = contender(harness().freshOptions(alone), alone, 1)) {
      assertThat(process.finished("T2")).as("T2").contains("finished");
    }
    for (int tries = 0; tries < TRIES_THAT_TELL; tries++) {
      if (failsBesideAProcess(Files.createDirectory(stores.resolve("processes" + tries)))) {
        return;
      }
    }
    throw new AssertionError(
        "T2: the capabilities say that it lacks MULTI_PROCESS, and two processes worked at once"
            + " without a fault, "
            + TRIES_THAT_TELL
            + " times: declare it");
  }

  /** Whether a store that another process works on as well refuses something or loses rows. */
  private boolean failsBesideAProcess(Path folder) throws Exception {
    Map<String, Object> options = harness().freshOptions(folder);
    try (MetadataStore store = harness().open(options, harness().graph(PREDICTIONS), clock())) {
      write(store, row("sample_uid", 99, "confidence", 0.5, "tag", "first"));
      try (KitProcess process = contender(options, folder, 1)) {
        boolean refusedHere = refuses(() -> new Contention(store, 0).run(ROUNDS));
        boolean refusedThere = process.isRefused("T2");
        return refusedHere || refusedThere || refuses(() -> checkHistory(store, 2));
      }
    }
  }

  private static boolean refuses(Runnable work) {
    try {
      work.run();
      return false;
    } catch (MetaxyException | AssertionError e) {
      return true;
    }
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
    boolean durable = declared("T3", open(), Capability.DURABLE);
    long seed = Long.getLong("metaxy.seed", new Random().nextLong());
    KilledProcesses processes = new KilledProcesses(harness(), stores, clock(), seed);
    if (durable) {
      processes.check(KILLS);
      return;
    }
    refusedAsDeclared(Capability.DURABLE);
    assertThat(processes.firstLoss(KILLS_THAT_TELL))
        .as(
            "T3: the capabilities say that it is not DURABLE, and %s killed processes lost nothing:"
                + " declare it",
            KILLS_THAT_TELL)
        .isNotNull();
  }
}
