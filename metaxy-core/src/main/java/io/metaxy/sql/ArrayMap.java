package io.metaxy.sql;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map that never changes, in two arrays: small to make and to keep. */
public final class ArrayMap extends AbstractMap<Object, @Nullable Object> {
  /** Up to so many keys are found fastest by looking at each. */
  private static final int FEW = 16;

  private final Object[] keys;
  private final @Nullable Object[] values;
  private @Nullable Map<Object, Integer> positions;

  /**
   * A map that keeps the arrays, which must not be changed from then on.
   *
   * @param keys are distinct; maps may share them
   * @param values has as many elements
   */
  public ArrayMap(Object[] keys, @Nullable Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  private int position(@Nullable Object key) {
    if (keys.length > FEW) {
      if (positions == null) {
        Map<Object, Integer> all = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
          all.put(keys[i], i);
        }
        positions = all;
      }
      return positions.getOrDefault(key, -1);
    }
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return position(key) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int position = position(key);
    return position < 0 ? null : values[position];
  }

  @Override
  public Set<Entry<Object, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public Iterator<Entry<Object, @Nullable Object>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Entry<Object, @Nullable Object>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < keys.length;
    }

    @Override
    public Entry<Object, @Nullable Object> next() {
      if (next >= keys.length) {
        throw new NoSuchElementException();
      }
      Entry<Object, @Nullable Object> entry = new SimpleImmutableEntry<>(keys[next], values[next]);
      next++;
      return entry;
    }
  }
}
