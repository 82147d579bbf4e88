package io.metaxy.core.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * wyhash, version 1, seed 0: the algorithm by Wang Yi, who gave it to the public domain (<a
 * href="https://github.com/wangyi-fudan/wyhash">github.com/wangyi-fudan/wyhash</a>). Libraries for
 * Java have only the later versions, which give other numbers.
 */
final class Wyhash1 {
  private static final long P0 = 0xa0761d6478bd642fL;
  private static final long P1 = 0xe7037ed1a0b428dbL;
  private static final long P2 = 0x8ebc6af09c88c6e3L;
  private static final long P3 = 0x589965cc75374cc3L;
  private static final long P4 = 0x1d8e4e27c47d124fL;
  private static final long P5 = 0xeb44accab455d165L;

  private static final int BLOCK = 32;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Wyhash1() {}

  static long hash(byte[] bytes) {
    long state = 0;
    int at = 0;
    for (; at + BLOCK <= bytes.length; at += BLOCK) {
      state =
          mix(
              state ^ P0,
              mix(word(bytes, at) ^ P1, word(bytes, at + 8) ^ P2)
                  ^ mix(word(bytes, at + 16) ^ P3, word(bytes, at + 24) ^ P4));
    }
    return mix(tail(bytes, at, state ^ P0), bytes.length ^ P5);
  }

  /** The last bytes, fewer than a block. */
  private static long tail(byte[] bytes, int at, long state) {
    int left = bytes.length - at;
    if (left == 0) {
      return state;
    }
    if (left <= 8) {
      return mix(state, chunk(bytes, at) ^ P1);
    }
    long first = chunk(bytes, at) ^ state;
    long second = chunk(bytes, at + 8) ^ P2;
    if (left <= 16) {
      return mix(first, second);
    }
    long third = chunk(bytes, at + 16);
    return left <= 24
        ? mix(first, second) ^ mix(state, third ^ P3)
        : mix(first, second) ^ mix(third ^ state, chunk(bytes, at + 24) ^ P4);
  }

  /** Up to eight bytes: pieces of 4, 4, 2 and 1 bytes, an earlier piece above a later one. */
  private static long chunk(byte[] bytes, int at) {
    int end = Math.min(at + 8, bytes.length);
    long value = 0;
    int next = at;
    for (int size = 4; size > 0; size /= 2) {
      while (next + size <= end) {
        value = (value << (8 * size)) | little(bytes, next, size);
        next += size;
      }
    }
    return value;
  }

  private static long little(byte[] bytes, int at, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    return value;
  }

  private static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** The high and the low half of the unsigned product, one over the other. */
  private static long mix(long a, long b) {
    long high = Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    return high ^ (a * b);
  }
}
