package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight writers and two deleters in two processes: each of their 200 commits counts (rule T2). */
class CrowdTest {
  private static final int PROCESSES = 2;
  private static final int WRITERS = 4;
  private static final int COMMITS = 20;

  @TempDir Path folder;

  /** Four writers of samples of their own, and a deleter of samples that were there before. */
  static final class Half {
    private Half() {}

    public static void main(String[] args) throws Exception {
      int half = Integer.parseInt(args[1]);
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
      List<Future<?>> work = new ArrayList<>();
      try (MetadataStore store = new Warehouse(Path.of(args[0])).open()) {
        for (int writer = 0; writer < WRITERS; writer++) {
          long first = 1000L * (half * WRITERS + writer + 1);
          work.add(
              threads.submit(
                  () -> {
                    for (int i = 0; i < COMMITS; i++) {
                      store.write("predictions", Warehouse.rows(first + i, first + i));
                    }
                  }));
        }
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < COMMITS; i++) {
                    int id = half * COMMITS + i;
                    store.delete(
                        i % 4 == 3
                            ? DeleteRequest.hard("predictions").where("sample_uid = " + id)
                            : DeleteRequest.soft("predictions").where("sample_uid = " + id));
                  }
                }));
        for (Future<?> one : work) {
          one.get();
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  @Test
  void everyCommitCounts() throws Exception {
    Warehouse warehouse = new Warehouse(folder.resolve("w"));
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(0, 99));
    }
    List<TestProcess> processes = new ArrayList<>();
    for (int half = 0; half < PROCESSES; half++) {
      processes.add(
          TestProcess.start(
              Half.class, List.of(), warehouse.folder().toString(), String.valueOf(half)));
    }
    for (TestProcess process : processes) {
      assertThat(process.output()).isEmpty();
      assertThat(process.end()).isZero();
    }
    Set<Object> expected = new HashSet<>();
    for (long id = (long) PROCESSES * COMMITS; id < 100; id++) {
      expected.add(id);
    }
    for (long writer = 1; writer <= PROCESSES * WRITERS; writer++) {
      for (long i = 0; i < COMMITS; i++) {
        expected.add(1000 * writer + i);
      }
    }
    try (MetadataStore store = warehouse.open()) {
      assertThat(Warehouse.ids(store)).hasSize(expected.size()).containsAll(expected);
      // Hard deleted ones are gone with their history, soft deleted ones have two rows.
      List<Map<String, Object>> history =
          store
              .read(
                  ReadRequest.of("predictions")
                      .withSampleHistory()
                      .includeDeleted()
                      .where("sample_uid < 40"))
              .toList();
      assertThat(history).hasSize(PROCESSES * COMMITS * 3 / 4 * 2);
      Set<Object> times = new HashSet<>();
      store
          .read(ReadRequest.of("predictions").withSampleHistory().includeDeleted())
          .toList()
          .forEach(
              row ->
                  times.add(
                      row.get(
                          row.get(SystemColumns.DELETED_AT) != null
                              ? SystemColumns.DELETED_AT
                              : SystemColumns.UPDATED_AT)));
      assertThat(times)
          .as("T1: each write and soft delete has a time of its own")
          .hasSize(1 + PROCESSES * COMMITS * WRITERS + PROCESSES * COMMITS * 3 / 4);
    }
    List<Snapshot> snapshots = new ArrayList<>();
    warehouse.table().snapshots().forEach(snapshots::add);
    assertThat(snapshots).hasSize(1 + PROCESSES * COMMITS * (WRITERS + 1));
  }
}
