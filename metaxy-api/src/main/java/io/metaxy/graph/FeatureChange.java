package io.metaxy.graph;

import io.metaxy.FeatureKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a feature.
 *
 * @param key its key
 * @param change what became of it; it changed if its definition version did
 * @param before the feature before; null if it was added
 * @param after the feature after; null if it was removed
 * @param fields what became of each field, sorted by key; a changed definition may leave all as
 *     they were
 */
public record FeatureChange(
    FeatureKey key,
    Change change,
    @Nullable VersionedFeature before,
    @Nullable VersionedFeature after,
    List<FieldChange> fields) {
  public FeatureChange {
    fields = List.copyOf(fields);
  }

  /** The feature after, or before if it is gone. */
  public VersionedFeature feature() {
    VersionedFeature some = after != null ? after : before;
    if (some == null) {
      throw new IllegalStateException(key + " is neither before nor after");
    }
    return some;
  }

  /** The feature's version before; null if it was added. */
  public @Nullable String oldVersion() {
    return before == null ? null : before.featureVersion();
  }

  /** The feature's version after; null if it was removed. */
  public @Nullable String newVersion() {
    return after == null ? null : after.featureVersion();
  }
}
