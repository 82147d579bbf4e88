package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.metaxy.FeatureSpec;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule R8: what passes through is not kept. */
public abstract class StreamRules extends RuleTest {
  private static final int ROWS = Integer.getInteger("metaxy.stream.rows", 1_000_000);

  @TempDir Path scratch = Path.of("");

  @Test
  void R8_aMillionRowsPassThroughASmallHeap() throws Exception {
    assumeFalse(
        harness().missing().contains(Capability.DURABLE), "R8: what is in memory needs memory");
    // A process of the kit has a heap of 256 MiB.
    try (KitProcess process =
        KitProcess.start(
            harness().backend(), options(), scratch, "stream", List.of(String.valueOf(ROWS)))) {
      assertThat(process.finished("R8"))
          .as("R8: %s rows pass through 256 MiB; %s", ROWS, KitProcess.more())
          .contains("written " + ROWS)
          .contains("read " + ROWS);
    }
  }

  /** A row of 1 MB must not wait for the others: 200 of them would be 200 MB. */
  @Test
  void R8_readsStream() {
    FeatureSpec spec = PREDICTIONS;
    MetadataStore store = open(spec);
    int rows = 200;
    store.write(WriteRequest.of(spec.key(), new LargeRows(rows)));
    System.gc();
    long before = used();
    long most = 0;
    int seen = 0;
    try (RowCursor cursor = store.read(read().columns("sample_uid", "text")).cursor()) {
      while (cursor.next()) {
        assertThat((String) cursor.value(1)).as("R8").hasSize(LargeRows.SIZE);
        if (++seen % 50 == 1) {
          System.gc();
          most = Math.max(most, used() - before);
        }
      }
    }
    assertThat(seen).as("R8").isEqualTo(rows);
    assertThat(most)
        .as("R8: memory held while reading " + rows + " rows of " + LargeRows.SIZE + " characters")
        .isLessThan((long) rows * LargeRows.SIZE / 4);
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Rows that are made when they are asked for. */
  private static final class LargeRows implements RowCursor {
    static final int SIZE = 1_000_000;

    private final int rows;
    private int i = -1;

    LargeRows(int rows) {
      this.rows = rows;
    }

    @Override
    public Schema schema() {
      return Schema.of(
          new Column("sample_uid", DataType.INT64),
          new Column("text", DataType.STRING),
          new Column(SystemColumns.PROVENANCE_BY_FIELD, DataType.STRING_MAP));
    }

    @Override
    public boolean next() {
      return ++i < rows;
    }

    @Override
    public Object value(int column) {
      return switch (column) {
        case 0 -> (long) i;
        case 1 -> Character.toString('a' + i % 26).repeat(SIZE);
        default -> Map.of("default", "p");
      };
    }

    @Override
    public void close() {}
  }
}
