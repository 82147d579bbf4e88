package io.metaxy.core.store;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The samples seen so far, 16 bytes each whatever their ids are, so that a million fit a small
 * heap; while they come in ascending order of one whole number, as they often do, a list of these.
 * Two samples count as one when 128 bits of a hash with a random seed agree: with 10^9 samples that
 * happens by chance once in 10^20 batches.
 */
final class SampleSet {
  private final HashFunction function = Hashing.murmur3_128(ThreadLocalRandom.current().nextInt());
  private long[] slots = new long[2 * 1024];
  private int size;

  /** The ids so far while each was greater than the one before it. */
  private long[] ascending = new long[1024];

  private int ascendingSize;
  private boolean isAscending = true;

  /** Adds a sample. Returns false if it was there. */
  boolean add(Object[] ids) {
    if (isAscending) {
      if (ids.length == 1 && ids[0] instanceof Long id && isNext(id)) {
        return true;
      }
      isAscending = false;
      for (int i = 0; i < ascendingSize; i++) {
        hash(new Object[] {ascending[i]});
      }
      ascending = new long[0];
    }
    return hash(ids);
  }

  private boolean isNext(long id) {
    if (ascendingSize > 0 && id <= ascending[ascendingSize - 1]) {
      return false;
    }
    if (ascendingSize == ascending.length) {
      ascending = Arrays.copyOf(ascending, ascendingSize * 2);
    }
    ascending[ascendingSize++] = id;
    return true;
  }

  private boolean hash(Object[] ids) {
    Hasher hasher = function.newHasher();
    for (Object id : ids) {
      put(hasher, id);
    }
    HashCode hash = hasher.hash();
    ByteBuffer bytes = ByteBuffer.wrap(hash.asBytes()).order(ByteOrder.LITTLE_ENDIAN);
    long first = bytes.getLong();
    long second = bytes.getLong();
    // A pair of zeros marks an empty slot.
    boolean added = insert(first == 0 && second == 0 ? 1 : first, second);
    if (added && ++size * 3 > slots.length) {
      grow();
    }
    return added;
  }

  private static void put(Hasher hasher, Object id) {
    if (id instanceof Long number) {
      hasher.putByte((byte) 1).putLong(number);
    } else if (id instanceof String text) {
      hasher.putByte((byte) 2).putInt(text.length()).putUnencodedChars(text);
    } else if (id instanceof Double number) {
      hasher.putByte((byte) 3).putDouble(number == 0 ? 0.0 : number);
    } else if (id instanceof byte[] bytes) {
      hasher.putByte((byte) 4).putInt(bytes.length).putBytes(bytes);
    } else {
      String text = id.toString();
      hasher.putByte((byte) 5).putInt(text.length()).putUnencodedChars(text);
    }
  }

  private boolean insert(long first, long second) {
    int mask = slots.length / 2 - 1;
    int slot = (int) (first ^ (first >>> 32)) & mask;
    while (slots[2 * slot] != 0 || slots[2 * slot + 1] != 0) {
      if (slots[2 * slot] == first && slots[2 * slot + 1] == second) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    slots[2 * slot] = first;
    slots[2 * slot + 1] = second;
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0 || old[i + 1] != 0) {
        insert(old[i], old[i + 1]);
      }
    }
  }
}
