package io.metaxy.core.version;

import io.metaxy.*;
import io.metaxy.store.FeatureVersions;
import java.util.Map;

public final class GraphVersions {
  public GraphVersions(FeatureGraph g, int n) {}

  public FeatureVersions versions(FeatureKey k) {
    return new FeatureVersions("fv", "cv", "sv", "dv", "pv", Map.of());
  }
}
