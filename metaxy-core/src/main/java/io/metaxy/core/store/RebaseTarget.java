package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.store.RebaseRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rebase leads to: a feature version and the features as they were then.
 *
 * @param context the store under these features
 * @param featureVersion the feature version
 * @param projectVersion the version of its project
 */
record RebaseTarget(StoreContext context, String featureVersion, String projectVersion) {

  /**
   * The target that {@code request} names.
   *
   * @throws MetaxyException {@code INVALID_REQUEST} if the version was never pushed
   */
  static RebaseTarget of(StoreContext context, RebaseRequest request) {
    FeatureKey feature = request.feature();
    var current = context.versions().of(feature);
    String wanted = request.toVersion().orElse(current.featureVersion());
    if (wanted.equals(current.featureVersion())) {
      return new RebaseTarget(context, wanted, current.projectVersion());
    }
    List<PushedFeatures.Pushed> all = PushedFeatures.all(context.backend());
    PushedFeatures.Pushed pushed =
        all.stream()
            .filter(row -> row.key().equals(feature.toString()))
            .filter(row -> row.featureVersion().equals(wanted))
            .reduce(PushedFeatures::later)
            .orElseThrow(() -> unknown(context, feature, wanted));
    FeatureGraph graph = graph(context, all, pushed);
    GraphVersions versions =
        new GraphVersions(graph, context.project(), context.plannedHash().length());
    return new RebaseTarget(context.with(graph, versions), wanted, pushed.projectVersion());
  }

  private static MetaxyException unknown(StoreContext context, FeatureKey feature, String version) {
    return new MetaxyException(
        ErrorCode.INVALID_REQUEST,
        "Version "
            + version
            + " of feature "
            + feature
            + " was never pushed to store "
            + context.name()
            + ".",
        "Name a version that was pushed, or none to mean the current one.");
  }

  /** The features of a push, and of other projects' what they are made from, as it is now. */
  private static FeatureGraph graph(
      StoreContext context, List<PushedFeatures.Pushed> all, PushedFeatures.Pushed wanted) {
    Map<String, PushedFeatures.Pushed> rows = new HashMap<>();
    all.stream()
        .filter(row -> row.project().equals(wanted.project()))
        .filter(row -> row.projectVersion().equals(wanted.projectVersion()))
        .forEach(row -> rows.merge(row.key(), row, PushedFeatures::later));
    FeatureGraph graph =
        FeatureGraph.empty()
            .withAll(rows.values().stream().map(PushedFeatures.Pushed::definition).toList());
    while (true) {
      List<FeatureDefinition> more = missing(context, graph);
      if (more.isEmpty()) {
        return graph;
      }
      graph = graph.withAll(more);
    }
  }

  private static List<FeatureDefinition> missing(StoreContext context, FeatureGraph graph) {
    return graph.definitions().stream()
        .flatMap(definition -> definition.spec().deps().stream())
        .map(FeatureDep::feature)
        .distinct()
        .filter(parent -> graph.find(parent).isEmpty())
        .map(context.features()::find)
        .flatMap(Optional::stream)
        .toList();
  }
}
