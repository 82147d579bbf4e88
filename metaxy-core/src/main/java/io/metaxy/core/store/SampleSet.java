package io.metaxy.core.store;

import io.metaxy.core.hash.SampleNumbers;
import java.util.Arrays;

/**
 * The samples seen so far, in few bytes each whatever their ids are: {@link SampleNumbers}, and
 * while they come in ascending order of one whole number, as they often do, a list of these.
 */
final class SampleSet {
  private final SampleNumbers samples = new SampleNumbers();

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
        samples.of(new Object[] {ascending[i]});
      }
      ascending = new long[0];
    }
    int before = samples.size();
    return samples.of(ids) == before;
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
}
