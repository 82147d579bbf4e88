package io.metaxy.graph;

import io.metaxy.FeatureKey;
import java.util.List;
import java.util.Optional;

/**
 * A project's features at a version of the project.
 *
 * @param project the project
 * @param projectVersion its version
 * @param features its own features, and those of other projects that they are made from as far as
 *     they are known; parents first
 */
public record VersionedGraph(
    String project, String projectVersion, List<VersionedFeature> features) {

  /** The word for the features as they are defined now. */
  public static final String CURRENT = "current";

  /** The word for the version that was pushed last. */
  public static final String LATEST = "latest";

  public VersionedGraph {
    features = List.copyOf(features);
  }

  /** The feature {@code key}, if there is one. */
  public Optional<VersionedFeature> find(FeatureKey key) {
    return features.stream().filter(feature -> feature.key().equals(key)).findFirst();
  }

  /** The project's own features. */
  public List<VersionedFeature> own() {
    return features.stream().filter(feature -> !feature.definition().isExternal()).toList();
  }
}
