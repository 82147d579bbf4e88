package io.metaxy.core.store;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.store.FeatureVersions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Versions of a store's features, worked out once: specs do not change while a store is open. */
final class VersionCache {
  private final GraphVersions graph;
  private final Map<FeatureKey, FeatureVersions> known = new ConcurrentHashMap<>();

  VersionCache(FeatureGraph features, int truncationLength) {
    this.graph = new GraphVersions(features, truncationLength);
  }

  FeatureVersions of(FeatureKey feature) {
    return known.computeIfAbsent(feature, graph::of);
  }
}
