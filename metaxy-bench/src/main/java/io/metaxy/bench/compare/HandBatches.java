package io.metaxy.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** The samples as Arrow batches of plain columns. */
final class HandBatches extends ArrowReader {
  private static final int ROWS = 16_384;

  private final Samples samples;

  HandBatches(BufferAllocator allocator, Samples samples) {
    super(allocator);
    this.samples = samples;
  }

  @Override
  protected Schema readSchema() {
    return new Schema(
        List.of(
            Field.nullable("id", new ArrowType.Int(64, true)),
            Field.nullable("score", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
            Field.nullable("audio", new ArrowType.Utf8()),
            Field.nullable("frames", new ArrowType.Utf8())));
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    VectorSchemaRoot root = getVectorSchemaRoot();
    root.getFieldVectors().forEach(FieldVector::allocateNew);
    BigIntVector ids = (BigIntVector) root.getVector(0);
    Float8Vector scores = (Float8Vector) root.getVector(1);
    VarCharVector audios = (VarCharVector) root.getVector(2);
    VarCharVector frames = (VarCharVector) root.getVector(3);
    int count = 0;
    while (count < ROWS && samples.next()) {
      ids.setSafe(count, samples.id());
      scores.setSafe(count, Samples.score(samples.id()));
      audios.setSafe(count, samples.audio().getBytes(StandardCharsets.UTF_8));
      frames.setSafe(count, Samples.frames(samples.id()).getBytes(StandardCharsets.UTF_8));
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
