package io.metaxy.clickhouse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes that a server sends, read in order. */
final class Answer {
  private static final int BUFFER = 1 << 16;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;

  Answer(InputStream stream) {
    this.stream = stream;
  }

  /** Whether the stream ends here, as it should between rows. */
  boolean ends() throws IOException {
    return at == end && !fill();
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, stream.read(buffer, 0, BUFFER));
    return end > 0;
  }

  int one() throws IOException {
    if (at == end && !fill()) {
      throw new EOFException("the answer ends inside a row");
    }
    return buffer[at++] & 0xFF;
  }

  /** A number of so many bytes, the lowest first, with its sign. */
  long number(int width) throws IOException {
    long value = 0;
    if (end - at >= width) {
      for (int i = 0; i < width; i++) {
        value |= (buffer[at + i] & 0xFFL) << (8 * i);
      }
      at += width;
    } else {
      for (int i = 0; i < width; i++) {
        value |= (long) one() << (8 * i);
      }
    }
    int spare = 64 - 8 * width;
    return value << spare >> spare;
  }

  int length() throws IOException {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      int b = one();
      value |= (b & 127) << shift;
      if (b < 128) {
        return value;
      }
    }
    throw new IOException("a length of more than 32 bits");
  }

  byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    int done = Math.min(length, end - at);
    System.arraycopy(buffer, at, bytes, 0, done);
    at += done;
    if (stream.readNBytes(bytes, done, length - done) < length - done) {
      throw new EOFException("the answer ends inside a value");
    }
    return bytes;
  }

  String text() throws IOException {
    int length = length();
    if (length <= end - at) {
      String text = new String(buffer, at, length, StandardCharsets.UTF_8);
      at += length;
      return text;
    }
    return new String(bytes(length), StandardCharsets.UTF_8);
  }
}
