package io.metaxy.core.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.RowSelection;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Scan;
import io.metaxy.store.Deleted;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.VersionScope;
import java.util.List;
import org.apache.calcite.tools.RelBuilder;
import org.junit.jupiter.api.Test;

class InProcessBackendTest {
  private static final Schema COLUMNS =
      Schema.of(
          new Column("id", DataType.INT64),
          new Column(SystemColumns.FEATURE_VERSION, DataType.STRING),
          new Column(SystemColumns.PROVENANCE, DataType.STRING),
          new Column(SystemColumns.DATA_VERSION, DataType.STRING),
          new Column(SystemColumns.CREATED_AT, DataType.TIMESTAMP),
          new Column(SystemColumns.UPDATED_AT, DataType.TIMESTAMP),
          new Column(SystemColumns.DELETED_AT, DataType.TIMESTAMP));

  private static FragileBackend plain(FragileBackend.Close close) {
    return new FragileBackend("t", COLUMNS, close);
  }

  private static RelBuilder latestRows() {
    return FeaturePlans.select(
        new FeatureTable("t", COLUMNS, List.of("id")),
        new RowSelection(VersionScope.CURRENT, "v", false, Deleted.EXCLUDE, List.of()));
  }

  @Test
  void aCursorOfThePlainBackendIsClosedOnce() {
    FragileBackend plain = plain(FragileBackend.Close.WORKS);
    InProcessBackend backend = new InProcessBackend(plain);

    RowCursor unread = backend.query(latestRows().build());
    unread.close();
    RowCursor read = backend.query(latestRows().build());
    assertThat(read.next()).isFalse();
    read.close();
    read.close();
    RowCursor scan = backend.scan(new Scan("t", List.of("id"), null));
    backend.close();
    scan.close();
    backend.close();

    assertThat(plain.closedCursors()).isNotEmpty().containsOnly(1);
    assertThat(plain.closed()).isEqualTo(1);
  }

  @Test
  void whatFailsToCloseKeepsNothingElseOpen() {
    FragileBackend plain = plain(FragileBackend.Close.FAILS);
    InProcessBackend backend = new InProcessBackend(plain);
    for (int i = 0; i < 3; i++) {
      backend.scan(new Scan("t", List.of("id"), null));
    }

    assertThatThrownBy(backend::close)
        .isInstanceOfSatisfying(
            IllegalStateException.class,
            e -> assertThat(e.getSuppressed()).as("the other failures").hasSize(3));

    assertThat(plain.closedCursors()).containsExactly(1, 1, 1);
    assertThat(plain.closed()).isEqualTo(1);
  }

  @Test
  void ofTwoLooksAtATableBothAreClosedThoughOneFails() {
    FragileBackend plain = plain(FragileBackend.Close.FAILS);
    RowCursor rows = new InProcessBackend(plain).query(latestRows().build());

    assertThatThrownBy(
            () -> {
              try (rows) {
                rows.next();
              }
            })
        .hasMessageContaining("broken at close");

    assertThat(plain.closedCursors()).containsExactly(1, 1);
  }
}
