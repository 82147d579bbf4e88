package io.metaxy.duckdb;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.vector.VarCharVector;

/** Texts. Many rows share one, such as a version: the last one is given again. */
final class ArrowTexts extends ArrowColumn {
  /** A batch of more bytes has long texts, each worth a look of its own. */
  private static final int MOST = 1 << 22;

  private final VarCharVector vector;
  private boolean copied;
  private int[] offsets = {};
  private byte[] bytes = {};
  private String last = "";
  private byte[] lastBytes = {};

  ArrowTexts(VarCharVector vector) {
    super(vector);
    this.vector = vector;
  }

  @Override
  void load(int count) {
    if (count == 0) {
      return;
    }
    offsets = offsets.length < count + 1 ? new int[count + 1] : offsets;
    vector
        .getOffsetBuffer()
        .nioBuffer(0, (count + 1) * Integer.BYTES)
        .order(ByteOrder.nativeOrder())
        .asIntBuffer()
        .get(offsets, 0, count + 1);
    int end = offsets[count];
    copied = end <= MOST;
    if (!copied) {
      return;
    }
    bytes = bytes.length < end ? new byte[end + end / 8] : bytes;
    vector.getDataBuffer().getBytes(0, bytes, 0, end);
  }

  @Override
  Object present(int row) {
    if (!copied) {
      return new String(vector.get(row), StandardCharsets.UTF_8);
    }
    int start = offsets[row];
    int end = offsets[row + 1];
    if (!Arrays.equals(bytes, start, end, lastBytes, 0, lastBytes.length)) {
      last = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      lastBytes = Arrays.copyOfRange(bytes, start, end);
    }
    return last;
  }
}
