package io.metaxy.store;

import java.util.Map;

/**
 * The versions of a feature, hashes of its spec and of the specs that it depends on; the recipe is
 * the Python library's.
 *
 * @param featureVersion of keys, code versions and parents of all fields; stored with every row
 * @param codeVersion of the fields' own code versions
 * @param specVersion of the whole spec
 * @param definitionVersion of spec and schema
 * @param projectVersion of the project that the feature belongs to; stored with every row
 * @param fieldVersions by field key
 */
public record FeatureVersions(
    String featureVersion,
    String codeVersion,
    String specVersion,
    String definitionVersion,
    String projectVersion,
    Map<String, String> fieldVersions) {
  public FeatureVersions {
    fieldVersions = Map.copyOf(fieldVersions);
  }
}
