package io.metaxy.core.store;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.graph.VersionedFeature;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.store.FeatureVersions;
import java.util.ArrayList;
import java.util.List;

/** A project's features as they are defined now. */
final class CurrentGraph {
  private CurrentGraph() {}

  /**
   * The features of {@code project}, those that name none among them, and what they are made from.
   *
   * @throws io.metaxy.MetaxyException {@code UNKNOWN_FEATURE} if a parent is not in {@code
   *     features}
   */
  static VersionedGraph of(FeatureGraph features, GraphVersions versions, String project) {
    FeatureGraph own = FeatureGraph.empty();
    for (FeatureDefinition definition : features.definitions()) {
      String of = definition.project() == null ? project : definition.project();
      if (!definition.isExternal() && of.equals(project)) {
        own = own.with(definition.inProject(of));
      }
    }
    FeatureGraph whole = Forebears.addTo(own, key -> features.find(key).orElse(null));
    List<VersionedFeature> versioned = new ArrayList<>();
    for (FeatureKey key : Forebears.parentsFirst(whole)) {
      FeatureVersions of = versions.of(key);
      versioned.add(
          new VersionedFeature(
              whole.definition(key),
              of.featureVersion(),
              of.codeVersion(),
              of.definitionVersion(),
              Forebears.inOrder(whole.definition(key), of.fieldVersions())));
    }
    String version =
        own.definitions().stream()
            .findFirst()
            .map(definition -> versions.of(definition.key()).projectVersion())
            .orElseGet(() -> versions.projectVersion(project));
    return new VersionedGraph(project, version, versioned);
  }
}
