package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.schema.RowCursor;
import io.metaxy.store.MetadataStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files go where the option says, and do not stay there. */
class TemporaryFilesTest {
  @TempDir Path folder;

  /** Reads, and ends without closing anything. */
  static final class Crash {
    private Crash() {}

    @SuppressWarnings("MustBeClosed")
    public static void main(String[] args) {
      MetadataStore store = store(Path.of(args[0])).open();
      store.read("predictions").cursor().next();
      Runtime.getRuntime().halt(HaltingFileIO.HALTED);
    }
  }

  private static Warehouse store(Path folder) {
    return new Warehouse(folder.resolve("w")).option("temp_directory", folder.resolve("t"));
  }

  private String[] temporary() {
    String[] names = folder.resolve("t").toFile().list();
    return names == null ? new String[0] : names;
  }

  @Test
  void aClosedStoreLeavesNone() {
    try (MetadataStore store = store(folder).open()) {
      store.write("predictions", Warehouse.rows(0, 9));
      assertThat(temporary()).isNotEmpty();
    }
    assertThat(temporary()).isEmpty();
  }

  @Test
  void theNextStoreRemovesWhatACrashLeft() throws Exception {
    try (MetadataStore store = store(folder).open()) {
      store.write("predictions", Warehouse.rows(0, 9));
    }
    int code = TestProcess.start(Crash.class, List.of(), folder.toString()).end();
    assertThat(code).isEqualTo(HaltingFileIO.HALTED);
    assertThat(temporary()).as("the crash left something").isNotEmpty();
    try (MetadataStore store = store(folder).open();
        RowCursor rows = store.read("predictions").cursor()) {
      assertThat(rows.next()).isTrue();
      try (MetadataStore second = store(folder).open()) {
        assertThat(second.read("predictions").count()).isEqualTo(10);
      }
      assertThat(temporary()).as("the open store keeps its own").isNotEmpty();
    }
    assertThat(temporary()).isEmpty();
  }

  @Test
  void foldersThatAreMadeAtOnceLeaveEachOtherAlone() throws Exception {
    Path root = folder.resolve("t");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Boolean>> made = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      made.add(
          threads.submit(
              () -> {
                try (TemporaryFolder one = TemporaryFolder.in(root)) {
                  return Files.isDirectory(one.path());
                }
              }));
    }
    threads.shutdown();
    for (Future<Boolean> one : made) {
      assertThat(one.get()).isTrue();
    }
    assertThat(temporary()).isEmpty();
  }
}
