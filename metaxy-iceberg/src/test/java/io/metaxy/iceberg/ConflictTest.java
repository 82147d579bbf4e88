package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.RowCursor;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.Scan;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers that do not wait for each other: what a commit did not see, it does not change. */
class ConflictTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void tenSamples() {
    warehouse = new Warehouse(folder.resolve("w"));
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(0, 9));
    }
  }

  /** Appends a copy of a data file, as a program does that knows of no lock. */
  private void appendAsAnotherProgram() throws Exception {
    Table table = warehouse.table();
    DataFile file = ForeignDeletes.dataFiles(table).get(0);
    AppendFiles append = table.newAppend();
    append.appendFile(
        DataFiles.builder(table.spec())
            .copy(file)
            .withPath(file.location().replace(".parquet", "-copy.parquet"))
            .build());
    Path path = LocalFileIO.path(file.location());
    java.nio.file.Files.copy(path, Path.of(path.toString().replace(".parquet", "-copy.parquet")));
    append.commit();
  }

  @Test
  void aCommitOnTopOfAnothersIsRefused() throws Exception {
    try (IcebergBackend backend =
        new IcebergBackend(
            IcebergProvider.settings(
                new BackendConfig("test", Path.of(""), warehouse.options())))) {
      List<String> columns = backend.schema("predictions").orElseThrow().names();
      try (RelationalTransaction transaction = backend.begin("predictions");
          RowCursor rows = transaction.scan(new Scan("predictions", columns, null))) {
        appendAsAnotherProgram();
        transaction.append(rows);
        assertThatThrownBy(transaction::commit)
            .isInstanceOf(MetaxyException.class)
            .hasMessageContaining("Another writer changed the table first")
            .extracting(e -> ((MetaxyException) e).code())
            .isEqualTo(ErrorCode.BUSY);
      }
      assertThat(warehouse.files("-metaxy.parquet")).as("its file is removed").hasSize(1);
    }
  }

  @Test
  void deletesAndWritesAreDoneAgainUntilNobodyCameFirst() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (MetadataStore store = warehouse.open()) {
      List<Future<?>> appends = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        appends.add(
            other.submit(
                () -> {
                  warehouse
                      .table()
                      .updateProperties()
                      .set("touched", "" + System.nanoTime())
                      .commit();
                  return null;
                }));
      }
      for (int i = 0; i < 5; i++) {
        store.write("predictions", Warehouse.rows(100 + i, 100 + i));
        store.delete(DeleteRequest.hard("predictions").where("sample_uid = " + i));
      }
      for (Future<?> append : appends) {
        append.get();
      }
      assertThat(Warehouse.ids(store))
          .containsExactly(5L, 6L, 7L, 8L, 9L, 100L, 101L, 102L, 103L, 104L);
    } finally {
      other.shutdown();
    }
  }
}
