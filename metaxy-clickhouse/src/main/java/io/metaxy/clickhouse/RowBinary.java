package io.metaxy.clickhouse;

import java.io.OutputStream;
import java.util.Arrays;

/** Rows in the format RowBinary, in memory, so that they can be sent again. */
final class RowBinary extends OutputStream {
  private byte[] bytes = new byte[1 << 16];
  private int size;

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  /** Forgets what was written and keeps the memory. */
  void clear() {
    size = 0;
  }

  /** Forgets what was written behind {@code size}: half a row. */
  void truncate(int to) {
    size = to;
  }

  @Override
  public void write(int b) {
    room(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  /** So many of the low bytes of {@code value}, the lowest first. */
  void number(long value, int width) {
    room(width);
    long rest = value;
    for (int i = 0; i < width; i++) {
      bytes[size++] = (byte) rest;
      rest >>= 8;
    }
  }

  /** A length, seven bits a byte. */
  void length(int value) {
    int rest = value;
    while (rest > 127) {
      write((rest & 127) | 128);
      rest >>>= 7;
    }
    write(rest);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.addExact(size, size >> 1)));
    }
  }
}
