package io.metaxy.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MaintenanceReport;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other engines do to the tables is seen, and survives what is done here. */
class OtherWritersTest {
  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void tenSamplesInTwoFiles() {
    warehouse = new Warehouse(folder.resolve("w"));
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(0, 4));
      store.write("predictions", Warehouse.rows(5, 9));
    }
  }

  @Test
  void positionDeletesAreApplied() throws Exception {
    Table table = warehouse.table();
    ForeignDeletes.byPosition(table, ForeignDeletes.dataFiles(table).get(0), 0, 2);
    try (MetadataStore store = warehouse.open()) {
      assertThat(store.read("predictions").count()).isEqualTo(8);
      assertThat(store.delete(DeleteRequest.soft("predictions").all()).rows()).isEqualTo(8);
      assertThat(store.read("predictions").count()).isZero();
    }
  }

  @Test
  void equalityDeletesAreAppliedToOlderFilesOnly() throws Exception {
    ForeignDeletes.byValue(warehouse.table(), "sample_uid", 1, 7);
    try (MetadataStore store = warehouse.open()) {
      assertThat(Warehouse.ids(store)).containsExactly(0L, 2L, 3L, 4L, 5L, 6L, 8L, 9L);
      store.write("predictions", Warehouse.rows(7, 7));
      assertThat(Warehouse.ids(store)).containsExactly(0L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }
  }

  @Test
  void aHardDeleteBringsNothingBackThatOthersDeleted() throws Exception {
    Table table = warehouse.table();
    ForeignDeletes.byValue(table, "sample_uid", 1);
    table.refresh();
    try (MetadataStore store = warehouse.open()) {
      assertThat(store.delete(DeleteRequest.hard("predictions").where("sample_uid < 4")).rows())
          .isEqualTo(3);
      assertThat(Warehouse.ids(store)).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
    }
  }

  @Test
  void compactionTakesDeletedRowsOut() throws Exception {
    Table table = warehouse.table();
    ForeignDeletes.byPosition(table, ForeignDeletes.dataFiles(table).get(0), 1);
    table.refresh();
    ForeignDeletes.byValue(table, "sample_uid", 8);
    List<Object> before;
    try (MetadataStore store = warehouse.open()) {
      before = Warehouse.ids(store);
      assertThat(before).hasSize(8);
    }
    MaintenanceReport.Table report =
        warehouse.maintained(MaintenanceRequest.all().compact()).tables().get(0);
    assertThat(report.filesCompacted()).isEqualTo(2);
    assertThat(report.filesWritten()).isEqualTo(1);
    table.refresh();
    assertThat(ForeignDeletes.dataFiles(table)).hasSize(1);
    assertThat(table.currentSnapshot().summary()).containsEntry("total-delete-files", "0");
    try (MetadataStore store = warehouse.open()) {
      assertThat(Warehouse.ids(store)).isEqualTo(before);
    }
  }

  @Test
  void columnsThatOthersRenameAndAddAreRead() {
    warehouse
        .table()
        .updateSchema()
        .renameColumn("score", "points")
        .addColumn("note", Types.StringType.get())
        .commit();
    try (MetadataStore store = warehouse.open()) {
      Map<String, Object> row = store.read("predictions").toList().get(0);
      assertThat(row.get("points")).isInstanceOf(Double.class);
      assertThat(row).containsEntry("note", null).doesNotContainKey("score");
      store.delete(DeleteRequest.hard("predictions").where("points < 0.05"));
      assertThat(Warehouse.ids(store)).containsExactly(5L, 6L, 7L, 8L, 9L);
    }
  }

  @Test
  void aRenamedColumnsOldNameCanBeUsedAnew() {
    warehouse.table().updateSchema().renameColumn("score", "points").commit();
    try (MetadataStore store = warehouse.open()) {
      store.write("predictions", Warehouse.rows(10, 10));
      for (Map<String, Object> row : store.read("predictions").toList()) {
        boolean isNew = row.get("sample_uid").equals(10L);
        assertThat(row.get("score") == null).isEqualTo(!isNew);
        assertThat(row.get("points") == null).isEqualTo(isNew);
      }
    }
  }

  @Test
  void aDeleteByAColumnThatIsGoneIsRefusedByName() throws Exception {
    Table table = warehouse.table();
    table.updateSchema().addColumn("shelf", Types.LongType.get()).commit();
    ForeignDeletes.byValue(table, "shelf", 3);
    table.updateSchema().deleteColumn("shelf").commit();
    try (MetadataStore store = warehouse.open()) {
      assertThatThrownBy(() -> store.read("predictions").count())
          .isInstanceOf(MetaxyException.class)
          .hasMessageContaining("delete by a column that it no longer has")
          .hasMessageContaining("-deletes.parquet")
          .extracting(e -> ((MetaxyException) e).code())
          .isEqualTo(ErrorCode.UNREADABLE_STORE);
    }
  }
}
