package io.metaxy.graph;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureKey;
import java.time.Instant;
import java.util.Map;

/**
 * A feature as it was pushed.
 *
 * @param definition what it was
 * @param featureVersion of keys, code versions and parents of all fields
 * @param definitionVersion of spec and schema
 * @param projectVersion the version of its project
 * @param recordedAt when it was pushed
 * @param tags what the push said of it
 */
public record PushedFeature(
    FeatureDefinition definition,
    String featureVersion,
    String definitionVersion,
    String projectVersion,
    Instant recordedAt,
    Map<String, String> tags) {
  public PushedFeature {
    tags = Map.copyOf(tags);
  }

  /** Its key. */
  public FeatureKey key() {
    return definition.key();
  }
}
