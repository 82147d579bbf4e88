package io.metaxy.duckdb;

import io.metaxy.sql.ArrayMap;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.arrow.vector.complex.MapVector;
import org.jspecify.annotations.Nullable;

/** Maps. As a rule all rows have the same keys in the same order, and then they share them. */
final class ArrowMaps extends ArrowColumn {
  private final MapVector vector;
  private final ArrowColumn keys;
  private final ArrowColumn values;
  private int[] offsets = {};
  private Object[] lastKeys = {};

  ArrowMaps(MapVector vector, ArrowColumn keys, ArrowColumn values) {
    super(vector);
    this.vector = vector;
    this.keys = keys;
    this.values = values;
  }

  @Override
  void load(int count) {
    if (count > 0) {
      offsets = offsets.length < count + 1 ? new int[count + 1] : offsets;
      vector
          .getOffsetBuffer()
          .nioBuffer(0, (count + 1) * Integer.BYTES)
          .order(ByteOrder.nativeOrder())
          .asIntBuffer()
          .get(offsets, 0, count + 1);
    }
    keys.load();
    values.load();
  }

  @Override
  Object present(int row) {
    int start = offsets[row];
    int size = offsets[row + 1] - start;
    @Nullable Object[] rowValues = new @Nullable Object[size];
    boolean same = size == lastKeys.length;
    for (int i = 0; i < size; i++) {
      rowValues[i] = values.get(start + i);
      same = same && lastKeys[i].equals(keys.get(start + i));
    }
    if (!same) {
      Object[] found = new Object[size];
      Arrays.setAll(found, i -> keys.present(start + i));
      lastKeys = found;
    }
    return new ArrayMap(lastKeys, rowValues);
  }
}
