package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.MetaxyException;
import io.metaxy.schema.RowCursor;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void fourCommits() {
    warehouse = new Warehouse(folder.resolve("w"));
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(0, 4));
      store.write("predictions", Warehouse.rows(5, 9));
      store.delete(DeleteRequest.soft("predictions").where("sample_uid = 1"));
      store.delete(DeleteRequest.hard("predictions").where("sample_uid = 2"));
    }
  }

  private List<Object> ids() {
    try (MetadataStore store = warehouse.open()) {
      return Warehouse.ids(store);
    }
  }

  private MaintenanceReport.Table maintained(MaintenanceRequest request) {
    return warehouse.maintained(request).tables().get(0);
  }

  @Test
  void nothingYoungerThanTheSafetyAgeGoes() throws Exception {
    Files.writeString(
        warehouse.files(".parquet").get(0).resolveSibling("left.parquet"), "by a killed writer");
    MaintenanceReport.Table report = maintained(MaintenanceRequest.all());
    assertThat(report.filesRemoved()).isEmpty();
    assertThat(report.snapshotsForgotten()).isZero();
  }

  @Test
  void aDryRunSaysWhatARunThenDoes() throws Exception {
    Path left = warehouse.files(".parquet").get(0).resolveSibling("left.parquet");
    Files.writeString(left, "by a killed writer");
    Duration later = Duration.ofDays(4);
    MaintenanceRequest request = MaintenanceRequest.all();
    MaintenanceReport.Table would = warehouse.maintained(later, request.dryRun()).tables().get(0);
    assertThat(left).exists();
    MaintenanceReport.Table did = warehouse.maintained(later, request).tables().get(0);
    assertThat(did.snapshotsForgotten()).isEqualTo(would.snapshotsForgotten()).isEqualTo(3);
    assertThat(did.filesRemoved()).containsAll(would.filesRemoved()).contains("file://" + left);
    assertThat(did.bytesFreed()).isPositive();
    assertThat(left).doesNotExist();
    assertThat(ids()).containsExactly(0L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void aSnapshotThatWasReplacedJustNowIsKeptForItsReaders() throws Exception {
    Instant old = Instant.now().minus(Duration.ofDays(10));
    for (Path file : warehouse.files("")) {
      Files.setLastModifiedTime(file, FileTime.from(old));
    }
    try (MetadataStore store = warehouse.open();
        RowCursor reader = store.read("predictions").cursor()) {
      reader.next();
      store.delete(DeleteRequest.hard("predictions").where("sample_uid < 5"));
      assertThat(maintained(MaintenanceRequest.all()).filesRemoved()).isEmpty();
      int rest = 0;
      while (reader.next()) {
        rest++;
      }
      assertThat(rest).isEqualTo(7);
    }
  }

  @Test
  void compactionMakesOneFileOfMany() {
    List<Object> before = ids();
    MaintenanceRequest compact = MaintenanceRequest.all().compact();
    MaintenanceReport.Table would = maintained(compact.dryRun());
    assertThat(would.filesCompacted()).isEqualTo(3);
    MaintenanceReport.Table did = maintained(compact);
    assertThat(did.filesCompacted()).isEqualTo(3);
    assertThat(did.filesWritten()).isEqualTo(1);
    assertThat(maintained(compact).filesCompacted()).as("once is enough").isZero();
    assertThat(ids()).isEqualTo(before);
  }

  @Test
  void theOptionKeepsTheNumberOfFilesSmall() {
    warehouse.option("compact_after_files", 3);
    try (MetadataStore store = warehouse.open()) {
      for (int id = 20; id < 30; id++) {
        store.write("predictions", Warehouse.rows(id, id));
      }
      assertThat(Warehouse.ids(store)).hasSize(18);
    }
    Snapshot now = warehouse.table().currentSnapshot();
    assertThat(Integer.parseInt(now.summary().get("total-data-files"))).isLessThanOrEqualTo(3);
  }

  @Test
  void snapshotsSayWhatTheOperationWas() {
    warehouse.table().snapshots().forEach(s -> assertThat(s.summary()).containsKey("metaxy.rows"));
    assertThat(warehouse.table().snapshots())
        .extracting(s -> s.summary().get("metaxy.operation"))
        .containsExactly("write", "write", "soft delete", "hard delete");
    assertThat(warehouse.table().currentSnapshot().summary())
        .containsEntry("metaxy.samples", "1")
        .containsEntry("metaxy.rows", "1");
    String version;
    try (MetadataStore store = warehouse.open()) {
      version = (String) store.read("predictions").toList().get(0).get("metaxy_feature_version");
    }
    for (Snapshot snapshot : warehouse.table().snapshots()) {
      assertThat(snapshot.summary()).containsEntry("metaxy.feature-version", version);
    }
  }

  @Test
  void aNegativeAgeIsRefused() {
    assertThatThrownBy(() -> MaintenanceRequest.all().safetyAge(Duration.ofDays(-1)))
        .isInstanceOf(MetaxyException.class);
  }
}
