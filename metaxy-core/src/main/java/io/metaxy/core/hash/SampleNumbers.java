package io.metaxy.core.hash;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for samples, in the order in which they first come: 20 bytes each whatever their ids are,
 * so that a million fit a small heap. Two samples count as one when 128 bits of a hash with a
 * random seed agree: with 10^9 samples that happens by chance once in 10^20 times.
 */
public final class SampleNumbers {
  private final HashFunction function = Hashing.murmur3_128(ThreadLocalRandom.current().nextInt());
  private long[] slots = new long[2 * 1024];
  private int[] numbers = new int[1024];
  private int size;

  /** No samples. */
  public SampleNumbers() {}

  /** How many samples there are. */
  public int size() {
    return size;
  }

  /** The number of a sample; that of a new one is {@link #size} as it was before. */
  public int of(@Nullable Object[] ids) {
    Hasher hasher = function.newHasher();
    for (Object id : ids) {
      put(hasher, id);
    }
    HashCode hash = hasher.hash();
    ByteBuffer bytes = ByteBuffer.wrap(hash.asBytes()).order(ByteOrder.LITTLE_ENDIAN);
    long first = bytes.getLong();
    long second = bytes.getLong();
    // A pair of zeros marks an empty slot.
    int number = insert(first == 0 && second == 0 ? 1 : first, second, size);
    if (number == size && ++size * 3L > slots.length) {
      grow();
    }
    return number;
  }

  private static void put(Hasher hasher, @Nullable Object id) {
    if (id == null) {
      hasher.putByte((byte) 0);
    } else if (id instanceof Long number) {
      hasher.putByte((byte) 1).putLong(number);
    } else if (id instanceof String text) {
      hasher.putByte((byte) 2).putInt(text.length()).putUnencodedChars(text);
    } else if (id instanceof Double number) {
      hasher.putByte((byte) 3).putLong(Double.doubleToLongBits(number == 0 ? 0.0 : number));
    } else if (id instanceof byte[] bytes) {
      hasher.putByte((byte) 4).putInt(bytes.length).putBytes(bytes);
    } else {
      String text = id.toString();
      hasher.putByte((byte) 5).putInt(text.length()).putUnencodedChars(text);
    }
  }

  /** The number in the slot of this hash; {@code number} if it was empty until now. */
  private int insert(long first, long second, int number) {
    int mask = numbers.length - 1;
    int slot = (int) (first ^ (first >>> 32)) & mask;
    while (slots[2 * slot] != 0 || slots[2 * slot + 1] != 0) {
      if (slots[2 * slot] == first && slots[2 * slot + 1] == second) {
        return numbers[slot];
      }
      slot = (slot + 1) & mask;
    }
    slots[2 * slot] = first;
    slots[2 * slot + 1] = second;
    numbers[slot] = number;
    return number;
  }

  private void grow() {
    long[] oldSlots = slots;
    int[] oldNumbers = numbers;
    slots = new long[oldSlots.length * 2];
    numbers = new int[oldNumbers.length * 2];
    for (int i = 0; i < oldNumbers.length; i++) {
      if (oldSlots[2 * i] != 0 || oldSlots[2 * i + 1] != 0) {
        insert(oldSlots[2 * i], oldSlots[2 * i + 1], oldNumbers[i]);
      }
    }
  }
}
