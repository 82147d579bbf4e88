package io.metaxy.bench.compare;

import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;

/** Looks at every cell of a batch as it lies in memory. */
final class CellBytes {
  private long sum;

  /** Looks at them; gives how many rows there are. */
  long look(VectorSchemaRoot root) {
    root.getFieldVectors().forEach(this::look);
    return sum == Long.MIN_VALUE ? -1 : root.getRowCount();
  }

  private void look(FieldVector vector) {
    if (vector instanceof MapVector map) {
      StructVector entries = (StructVector) map.getDataVector();
      look((FieldVector) entries.getChildByOrdinal(0));
      look((FieldVector) entries.getChildByOrdinal(1));
      return;
    }
    for (int i = 0; i < vector.getValueCount(); i++) {
      if (vector.isNull(i)) {
        continue;
      }
      if (vector instanceof BaseVariableWidthVector texts) {
        sum += texts.getDataBuffer().getByte(texts.getStartOffset(i));
      } else if (vector instanceof BaseFixedWidthVector numbers) {
        sum += numbers.getDataBuffer().getLong((long) i * Long.BYTES);
      }
    }
  }
}
