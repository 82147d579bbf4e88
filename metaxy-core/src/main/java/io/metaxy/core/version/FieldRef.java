package io.metaxy.core.version;

import io.metaxy.FeatureKey;
import io.metaxy.FieldKey;

/**
 * A field of a feature. Ordered by its text, which is not the order of the keys' parts.
 *
 * @param feature the feature
 * @param field the field
 */
public record FieldRef(FeatureKey feature, FieldKey field) implements Comparable<FieldRef> {

  @Override
  public int compareTo(FieldRef other) {
    return toString().compareTo(other.toString());
  }

  /** {@code feature/key.field/key}. */
  @Override
  public String toString() {
    return feature + "." + field;
  }
}
