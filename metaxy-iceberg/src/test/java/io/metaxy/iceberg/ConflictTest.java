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
import io.metaxy.store.ReadRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  private void appendAsAnotherProgram() {
    Table table = warehouse.table();
    DataFile file = table.newScan().planFiles().iterator().next().file();
    AppendFiles append = table.newAppend();
    append.appendFile(
        DataFiles.builder(table.spec())
            .copy(file)
            .withPath(file.location().replace(".parquet", "-copy.parquet"))
            .build());
    Path path = LocalFileIO.path(file.location());
    try {
      Files.copy(path, Path.of(path.toString().replace(".parquet", "-copy.parquet")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private MetadataStore racing() {
    RacingFileIO.next(this::appendAsAnotherProgram);
    return new Warehouse(warehouse.folder())
        .option(
            "catalog_properties", Map.of("type", "sql", "io-impl", RacingFileIO.class.getName()))
        .open();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample_uid = 3", "score = 0.03"})
  void aHardDeleteTakesWhatWasAppendedMeanwhileAlong(String filter) {
    try (MetadataStore store = racing()) {
      store.delete(DeleteRequest.hard("predictions").where(filter));
      assertThat(RacingFileIO.isOver()).isTrue();
      List<Object> rows = new ArrayList<>();
      ReadRequest history = ReadRequest.of("predictions").withSampleHistory().includeDeleted();
      store.read(history).toList().forEach(row -> rows.add(row.get("sample_uid")));
      assertThat(rows)
          .as("both rows of each other sample, none of sample 3")
          .hasSize(18)
          .doesNotContain(3L);
    }
  }

  @Test
  void aSoftDeleteSeesWhatWasAppendedMeanwhile() {
    try (MetadataStore store = racing()) {
      assertThat(store.delete(DeleteRequest.soft("predictions").where("sample_uid < 3")).samples())
          .isEqualTo(3);
      assertThat(RacingFileIO.isOver()).isTrue();
      assertThat(Warehouse.ids(store)).hasSize(7);
      assertThat(store.status(Warehouse.SPEC.key()).rows()).as("nothing is lost").isEqualTo(23);
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
