package io.metaxy.duckdb;

import org.apache.arrow.vector.FieldVector;
import org.jspecify.annotations.Nullable;

/**
 * A column of the present batch. What lies in Arrow's memory is copied into an array of Java's at
 * once: each single look there is checked, and costs as much as making the value.
 */
abstract class ArrowColumn {
  private final FieldVector vector;
  private boolean complete;
  private byte[] validity = {};

  ArrowColumn(FieldVector vector) {
    this.vector = vector;
  }

  /** Takes a new batch; called before its values are asked for. */
  final void load() {
    int count = vector.getValueCount();
    complete = vector.getNullCount() == 0;
    if (!complete) {
      int bytes = (count + 7) / 8;
      validity = validity.length < bytes ? new byte[bytes] : validity;
      vector.getValidityBuffer().getBytes(0, validity, 0, bytes);
    }
    load(count);
  }

  /** Takes the values of a new batch. */
  abstract void load(int count);

  /** The value of a row. */
  final @Nullable Object get(int row) {
    return complete || (validity[row >> 3] >> (row & 7) & 1) == 1 ? present(row) : null;
  }

  /** The value of a row that is not null. */
  abstract Object present(int row);
}
