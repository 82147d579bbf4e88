package io.metaxy.graph;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A feature and its versions.
 *
 * @param definition what it is
 * @param featureVersion of keys, code versions and parents of all fields
 * @param codeVersion of the fields' own code versions
 * @param definitionVersion of spec and schema
 * @param fieldVersions by field key, in the order of the fields; empty if a parent that goes into
 *     them is known nowhere
 */
public record VersionedFeature(
    FeatureDefinition definition,
    String featureVersion,
    String codeVersion,
    String definitionVersion,
    Map<String, String> fieldVersions) {
  public VersionedFeature {
    fieldVersions = Collections.unmodifiableMap(new LinkedHashMap<>(fieldVersions));
  }

  /** Its key. */
  public FeatureKey key() {
    return definition.key();
  }
}
