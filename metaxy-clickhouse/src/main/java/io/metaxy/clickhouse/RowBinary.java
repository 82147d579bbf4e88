package io.metaxy.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows in the format RowBinary, in memory, so that they can be sent again. */
final class RowBinary {
  /** Memory grows by as much, without a copy; larger arrays waste memory of a small heap. */
  private static final int CHUNK = 1 << 18;

  private final List<Chunk> full = new ArrayList<>();
  private final List<byte[]> free = new ArrayList<>();
  private byte[] bytes = new byte[1 << 16];
  private int end;
  private long size;

  /** Bytes of which the first {@code length} count. */
  private record Chunk(byte[] bytes, int length) {}

  long size() {
    return size + end;
  }

  /** All that was written, from its start. */
  InputStream stream() {
    List<InputStream> parts = new ArrayList<>();
    full.forEach(chunk -> parts.add(new ByteArrayInputStream(chunk.bytes(), 0, chunk.length())));
    parts.add(new ByteArrayInputStream(bytes, 0, end));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  /** Forgets what was written and keeps the memory. */
  void clear() {
    for (Chunk chunk : full) {
      if (chunk.bytes().length == CHUNK) {
        free.add(chunk.bytes());
      }
    }
    full.clear();
    size = 0;
    end = 0;
  }

  void write(int b) {
    room(1);
    bytes[end++] = (byte) b;
  }

  void write(byte[] from) {
    room(from.length);
    System.arraycopy(from, 0, bytes, end, from.length);
    end += from.length;
  }

  /** So many of the low bytes of {@code value}, the lowest first. */
  void number(long value, int width) {
    room(width);
    long rest = value;
    for (int i = 0; i < width; i++) {
      bytes[end++] = (byte) rest;
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
    if (bytes.length - end >= more) {
      return;
    }
    full.add(new Chunk(bytes, end));
    size += end;
    end = 0;
    bytes =
        more > CHUNK
            ? new byte[more]
            : free.isEmpty() ? new byte[CHUNK] : free.remove(free.size() - 1);
  }
}
