package io.metaxy.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A batch takes little memory, whatever its values are. */
class ArrowBatchesTest {
  private static final int MIB = 1 << 20;

  @Test
  void largeBinaryMakesShortBatches() throws IOException {
    assertThat(firstBatch(DataType.BINARY, new byte[MIB], 256)).isBetween(32, 96);
  }

  @Test
  void aFewHugeValuesAreABatch() throws IOException {
    assertThat(firstBatch(DataType.BINARY, new byte[40 * MIB], 8)).isEqualTo(2);
    assertThat(firstBatch(DataType.STRING, "x".repeat(40 * MIB), 8)).isEqualTo(2);
  }

  @Test
  void embeddingsMakeShortBatches() throws IOException {
    List<Double> embedding = Collections.nCopies(1536, 0.5);
    DataType floats = DataType.list(DataType.FLOAT64);
    assertThat(firstBatch(floats, embedding, 12_000)).isBetween(4_000, 6_000);
    assertThat(firstBatch(DataType.map(DataType.STRING, floats), Map.of("e", embedding), 12_000))
        .isBetween(4_000, 6_000);
  }

  @Test
  void smallValuesMakeARowGroup() throws IOException {
    assertThat(firstBatch(DataType.INT64, 7L, 2 * ArrowBatches.OF_A_TABLE))
        .isEqualTo(ArrowBatches.OF_A_TABLE);
  }

  /** How many of the rows, all of this value, the first batch has; the second one is like it. */
  private static int firstBatch(DataType type, Object value, int rows) throws IOException {
    Schema schema = Schema.of(new Column("c", type));
    List<@Nullable Object[]> all = Collections.nCopies(rows, new @Nullable Object[] {value});
    try (BufferAllocator allocator = ArrowMemory.allocator("test");
        ArrowBatches batches =
            new ArrowBatches(allocator, RowCursor.of(schema, all), ArrowBatches.OF_A_TABLE)) {
      batches.loadNextBatch();
      int first = batches.getVectorSchemaRoot().getRowCount();
      batches.loadNextBatch();
      assertThat(batches.getVectorSchemaRoot().getRowCount())
          .isEqualTo(Math.min(first, rows - first));
      return first;
    }
  }
}
