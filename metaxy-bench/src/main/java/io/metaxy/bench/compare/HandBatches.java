package io.metaxy.bench.compare;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Rows as Arrow batches of four plain columns: an id, a score and two texts. */
final class HandBatches extends ArrowReader {
  private static final int ROWS = 16_384;

  private final Source rows;

  /** What the batches are made from, row by row. */
  interface Source {
    boolean next();

    long id();

    double score();

    byte[] first();

    byte[] second();
  }

  HandBatches(BufferAllocator allocator, Source rows) {
    super(allocator);
    this.rows = rows;
  }

  @Override
  protected Schema readSchema() {
    return new Schema(
        List.of(
            Field.nullable("id", new ArrowType.Int(64, true)),
            Field.nullable("score", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            Field.nullable("first", new ArrowType.Utf8()),
            Field.nullable("second", new ArrowType.Utf8())));
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    VectorSchemaRoot root = getVectorSchemaRoot();
    root.getFieldVectors().forEach(FieldVector::allocateNew);
    BigIntVector ids = (BigIntVector) root.getVector(0);
    Float8Vector scores = (Float8Vector) root.getVector(1);
    VarCharVector first = (VarCharVector) root.getVector(2);
    VarCharVector second = (VarCharVector) root.getVector(3);
    int count = 0;
    while (count < ROWS && rows.next()) {
      ids.setSafe(count, rows.id());
      scores.setSafe(count, rows.score());
      first.setSafe(count, rows.first());
      second.setSafe(count, rows.second());
      count++;
    }
    root.setRowCount(count);
    return count > 0;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {}
}
