package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that ends at any step inside a commit leaves whole operations only (rule T3). */
class HaltTest {
  @TempDir Path folder;

  /** One operation of each kind; the process ends at the step that it was told. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] args) {
      try (MetadataStore store = halting(new Warehouse(Path.of(args[0]))).open()) {
        store.write("predictions", Warehouse.rows(10, 14));
        store.delete(DeleteRequest.soft("predictions").where("sample_uid < 2"));
        store.delete(DeleteRequest.hard("predictions").where("sample_uid = 3"));
      }
    }
  }

  private static Warehouse halting(Warehouse warehouse) {
    return warehouse.option(
        "catalog_properties", Map.of("type", "sql", "io-impl", HaltingFileIO.class.getName()));
  }

  private static List<Object> range(long first, long last, long... without) {
    return LongStream.rangeClosed(first, last)
        .filter(id -> LongStream.of(without).noneMatch(w -> w == id))
        .<Object>mapToObj(id -> id)
        .toList();
  }

  private static List<Object> and(List<Object> a, List<Object> b) {
    return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
  }

  @Test
  void aProcessThatEndsInsideACommit() throws Exception {
    List<Object> written = range(10, 14);
    List<List<Object>> states =
        List.of(
            range(0, 9),
            and(range(0, 9), written),
            and(range(2, 9), written),
            and(range(2, 9, 3), written));
    boolean halted = true;
    int leftovers = 0;
    int state = 0;
    for (int step = 1; halted; step++) {
      Warehouse warehouse = new Warehouse(folder.resolve("w" + step));
      try (MetadataStore store = warehouse.open()) {
        store.write("predictions", Warehouse.rows(0, 9));
      }
      Path temporary = java.nio.file.Files.createDirectory(folder.resolve("t" + step));
      int code =
          TestProcess.start(
                  Worker.class,
                  List.of("-Dhalt.at=" + step, "-Djava.io.tmpdir=" + temporary),
                  warehouse.folder().toString())
              .end();
      halted = code == HaltingFileIO.HALTED;
      assertThat(halted || code == 0).as("the process ended by itself, or not at all").isTrue();
      List<Object> found;
      try (MetadataStore store = warehouse.open()) {
        found = Warehouse.ids(store);
      }
      assertThat(states).as("after a halt at step %s", step).contains(found);
      assertThat(states.indexOf(found))
          .as("later halts find no less done")
          .isGreaterThanOrEqualTo(state);
      state = states.indexOf(found);
      leftovers += cleaned(warehouse, found);
    }
    assertThat(state).as("the last run was not halted").isEqualTo(states.size() - 1);
    assertThat(leftovers).as("halts left files that maintenance found").isPositive();
  }

  /** Removes what nothing names; gives how many files that were. */
  private static int cleaned(Warehouse warehouse, List<Object> rows) {
    List<String> would =
        warehouse
            .maintenance()
            .safetyAge(Duration.ZERO)
            .dryRun()
            .run()
            .tables()
            .get(0)
            .filesRemoved();
    List<String> removed =
        warehouse.maintenance().safetyAge(Duration.ZERO).run().tables().get(0).filesRemoved();
    assertThat(removed).as("a dry run says what is done").containsAll(would);
    try (MetadataStore store = warehouse.open()) {
      assertThat(Warehouse.ids(store)).isEqualTo(rows);
    }
    assertThat(
            warehouse
                .maintenance()
                .safetyAge(Duration.ZERO)
                .dryRun()
                .run()
                .tables()
                .get(0)
                .filesRemoved())
        .as("nothing is left to remove")
        .isEmpty();
    return removed.size();
  }
}
