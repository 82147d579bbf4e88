package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that ends at any step inside a commit leaves whole operations only (rule T3). */
class HaltTest {
  private static final int ROUNDS = Integer.getInteger("metaxy.kill.rounds", 200);

  /** Tables with none to three commits more before the worker's. */
  private static final int KINDS = 4;

  /** What the samples are after each whole operation of the worker. */
  private static final List<List<Long>> STATES =
      List.of(
          ids(0, 9),
          and(ids(0, 9), ids(10, 14)),
          and(ids(2, 9), ids(10, 14)),
          and(ids(2, 2), ids(4, 9), ids(10, 14)));

  @TempDir Path folder;

  /** One operation of each kind; the process ends at the step that it was told, or says its own. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] args) {
      try (MetadataStore store = halting(new Warehouse(Path.of(args[0]))).open()) {
        store.write("predictions", Warehouse.rows(10, 14));
        store.delete(DeleteRequest.soft("predictions").where("sample_uid < 2"));
        store.delete(DeleteRequest.hard("predictions").where("sample_uid = 3"));
      }
      System.out.print(HaltingFileIO.steps());
    }
  }

  private static Warehouse halting(Warehouse warehouse) {
    return warehouse.option(
        "catalog_properties", Map.of("type", "sql", "io-impl", HaltingFileIO.class.getName()));
  }

  private static List<Long> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @SafeVarargs
  private static List<Long> and(List<Long>... parts) {
    List<Long> all = new ArrayList<>();
    List.of(parts).forEach(all::addAll);
    return all;
  }

  @Test
  void aProcessThatEndsInsideACommit() throws Exception {
    Warehouse whole = warehouse("whole", 0);
    TestProcess worker = worker(whole, -1);
    int steps = Integer.parseInt(worker.output());
    assertThat(worker.end()).isZero();
    assertThat(found(whole, 0)).as("without an end").isEqualTo(STATES.get(3));

    int[] least = new int[KINDS];
    int leftovers = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int step = 1 + (int) ((long) round * steps / ROUNDS);
      int others = round % KINDS;
      Warehouse warehouse = warehouse("w" + round, others);
      assertThat(worker(warehouse, step).end()).isEqualTo(HaltingFileIO.HALTED);
      List<Path> left = unnamed(warehouse);
      List<Long> found = found(warehouse, others);
      assertThat(STATES).as("after an end at step %s of %s", step, steps).contains(found);
      assertThat(STATES.indexOf(found))
          .as("an end at step %s of %s undoes nothing", step, steps)
          .isGreaterThanOrEqualTo(least[others]);
      least[others] = STATES.indexOf(found);
      clean(warehouse);
      assertThat(left).as("maintenance finds what is left").noneMatch(Files::exists);
      leftovers += left.size();
      assertThat(found(warehouse, others)).as("maintenance changes no rows").isEqualTo(found);
    }
    assertThat(leftovers).as("some ends left files").isPositive();
  }

  /** Ten samples, and others that came in commits of their own. */
  private Warehouse warehouse(String name, int others) {
    Warehouse warehouse = new Warehouse(folder.resolve(name));
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(0, 9));
      for (int other = 0; other < others; other++) {
        store.write("predictions", Warehouse.rows(100 + other, 100 + other));
      }
    }
    return warehouse;
  }

  private TestProcess worker(Warehouse warehouse, int step) throws IOException {
    Path temporary = Files.createDirectory(folder.resolve(warehouse.folder().getFileName() + "-t"));
    return TestProcess.start(
        Worker.class,
        List.of("-Dhalt.at=" + step, "-Djava.io.tmpdir=" + temporary),
        warehouse.folder().toString());
  }

  /** The live samples, after the table is open for writers, too. */
  private static List<Long> found(Warehouse warehouse, int others) {
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(200, 200));
      List<Object> all = Warehouse.ids(store);
      assertThat(all).contains(200L).containsAll(ids(100, 99 + others));
      return all.stream().map(Long.class::cast).filter(id -> id < 100).toList();
    }
  }

  /** Metadata that no version of the table names. */
  private static List<Path> unnamed(Warehouse warehouse) {
    Table table = warehouse.table();
    Set<Path> named = new HashSet<>();
    ReachableFileUtil.metadataFileLocations(table, false)
        .forEach(file -> named.add(LocalFileIO.path(file)));
    for (Snapshot snapshot : table.snapshots()) {
      named.add(LocalFileIO.path(snapshot.manifestListLocation()));
      snapshot.allManifests(table.io()).forEach(m -> named.add(LocalFileIO.path(m.path())));
    }
    return Stream.of(".avro", ".json")
        .flatMap(end -> warehouse.files(end).stream())
        .filter(file -> file.startsWith(LocalFileIO.path(table.location())))
        .filter(file -> !named.contains(file))
        .toList();
  }

  private static void clean(Warehouse warehouse) {
    MaintenanceRequest request = MaintenanceRequest.all().safetyAge(Duration.ZERO);
    MaintenanceReport would = warehouse.maintained(request.dryRun());
    assertThat(removed(warehouse.maintained(request)))
        .as("a dry run says what is done")
        .containsAll(removed(would));
    assertThat(removed(warehouse.maintained(request.dryRun())))
        .as("nothing is left to remove")
        .isEmpty();
  }

  private static List<String> removed(MaintenanceReport report) {
    return report.tables().stream().flatMap(table -> table.filesRemoved().stream()).toList();
  }
}
