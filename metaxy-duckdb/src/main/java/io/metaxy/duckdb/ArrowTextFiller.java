package io.metaxy.duckdb;

import io.metaxy.sql.PlainValues;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/**
 * Gathers texts in arrays of Java's and copies them into Arrow's memory at the end of a batch: each
 * single write there is checked, and costs more than the text.
 */
final class ArrowTextFiller extends ArrowFiller {
  private final VarCharVector vector;
  private final Size size;
  private byte[] bytes = new byte[1 << 16];
  private int[] offsets = new int[1 << 10];
  private byte[] validity = new byte[1 << 7];
  private int rows;
  private @Nullable Object last;
  private byte[] lastBytes = {};

  ArrowTextFiller(VarCharVector vector, Size size) {
    this.vector = vector;
    this.size = size;
  }

  @Override
  void set(int index, @Nullable Object value) {
    // What was left out before is null: a struct that is null has no fields.
    while (rows < index) {
      append(null);
    }
    append(value);
  }

  private void append(@Nullable Object value) {
    if (rows + 1 >= offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
      validity = Arrays.copyOf(validity, validity.length * 2);
    }
    int start = offsets[rows];
    int end = start;
    if (value != null) {
      // Many rows share a text, such as a version.
      if (value != last) {
        lastBytes = PlainValues.wellFormed((String) value).getBytes(StandardCharsets.UTF_8);
        last = value;
      }
      end = Math.addExact(start, lastBytes.length);
      size.add(lastBytes.length);
      if (end > bytes.length) {
        bytes =
            Arrays.copyOf(bytes, Math.max(end, (int) Math.min(2L * end, Integer.MAX_VALUE - 8)));
      }
      System.arraycopy(lastBytes, 0, bytes, start, lastBytes.length);
      validity[rows >> 3] |= (byte) (1 << (rows & 7));
    }
    offsets[++rows] = end;
  }

  @Override
  void finish(int count) {
    while (rows < count) {
      append(null);
    }
    vector.allocateNew(Math.max(offsets[count], 1), Math.max(count, 1));
    vector.getDataBuffer().setBytes(0, bytes, 0, offsets[count]);
    vector
        .getOffsetBuffer()
        .nioBuffer(0, (count + 1) * Integer.BYTES)
        .order(ByteOrder.nativeOrder())
        .asIntBuffer()
        .put(offsets, 0, count + 1);
    vector.getValidityBuffer().setBytes(0, validity, 0, (count + 7) / 8);
    vector.setLastSet(count - 1);
    vector.setValueCount(count);
    Arrays.fill(validity, 0, (count + 7) / 8, (byte) 0);
    rows = 0;
  }
}
