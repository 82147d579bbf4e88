package io.metaxy.store;

import io.metaxy.FeatureKey;
import java.util.List;

/**
 * What a copy did.
 *
 * @param features one for each feature that had rows to copy, parents first
 */
public record CopyReceipt(List<Copied> features) {
  public CopyReceipt {
    features = List.copyOf(features);
  }

  /**
   * The rows of a feature.
   *
   * @param feature its key
   * @param rows how many rows were appended
   */
  public record Copied(FeatureKey feature, long rows) {}

  /** How many rows were appended to all features together. */
  public long rows() {
    return features.stream().mapToLong(Copied::rows).sum();
  }
}
