package io.metaxy.duckdb;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Rows as Arrow batches, made when they are asked for. */
final class ArrowBatches extends ArrowReader {
  /** A row group of DuckDB's, which it stores as it is; smaller batches it would copy together. */
  static final int OF_A_TABLE = 60 * 2048;

  /** For files: the more batches, the longer all processors have work. */
  static final int OF_A_FILE = OF_A_TABLE / 2;

  /** A batch of long texts, or of long lists, has fewer rows. */
  private static final long BYTES = 1 << 26;

  private final RowCursor rows;
  private final int most;
  private final ArrowFiller.Size size = new ArrowFiller.Size();
  private ArrowFiller @Nullable [] fillers;
  private @Nullable Throwable failure;

  /** Batches of at most {@code most} rows. */
  ArrowBatches(BufferAllocator allocator, RowCursor rows, int most) {
    super(allocator);
    this.rows = rows;
    this.most = most;
  }

  @Override
  protected Schema readSchema() {
    return new Schema(
        rows.schema().columns().stream().map(c -> ArrowTypes.field(c.name(), c.type())).toList());
  }

  @Override
  public boolean loadNextBatch() {
    try {
      return load();
    } catch (Throwable e) {
      failure = e;
      throw new IllegalStateException(e);
    }
  }

  private boolean load() throws IOException {
    VectorSchemaRoot root = getVectorSchemaRoot();
    if (fillers == null) {
      fillers = fillers(root);
    }
    // The batch before belongs to DuckDB now: this one needs memory of its own.
    root.getFieldVectors().forEach(FieldVector::allocateNew);
    size.reset();
    int count = 0;
    while (count < most && size.bytes() <= BYTES && rows.next()) {
      for (int i = 0; i < fillers.length; i++) {
        fillers[i].set(count, rows.value(i));
      }
      count++;
    }
    for (ArrowFiller filler : fillers) {
      filler.finish(count);
    }
    root.setRowCount(count);
    return count > 0;
  }

  private ArrowFiller[] fillers(VectorSchemaRoot root) {
    List<Column> columns = rows.schema().columns();
    ArrowFiller[] made = new ArrowFiller[columns.size()];
    for (int i = 0; i < made.length; i++) {
      DataType type = columns.get(i).type();
      made[i] = ArrowFiller.of(root.getVector(i), type, size);
    }
    return made;
  }

  /** Throws what kept a batch from being made, if something did. */
  void throwFailure() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void closeReadSource() {
    // Who made the rows closes them.
  }
}
