package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.graph.VersionedFeature;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.spi.NearMiss;
import io.metaxy.store.FeatureVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The features of the store's project as they are defined now, or as they were pushed. */
final class GraphReader {
  private final StoreContext context;
  private final String project;

  GraphReader(StoreContext context) {
    this.context = context;
    this.project = OwnProject.of(context);
  }

  VersionedGraph read(String version) {
    return version.equals(VersionedGraph.CURRENT)
        ? CurrentGraph.of(context.features(), context.versions(), project)
        : pushed(version);
  }

  private VersionedGraph pushed(String wanted) {
    List<PushedFeatures.Pushed> all = new History(context).rows();
    List<PushedFeatures.Pushed> ofProject =
        all.stream().filter(row -> row.project().equals(project)).toList();
    String version =
        wanted.equals(VersionedGraph.LATEST)
            ? ofProject.stream()
                .reduce(PushedFeatures::later)
                .map(PushedFeatures.Pushed::projectVersion)
                .orElseThrow(() -> notPushed(wanted, ofProject))
            : wanted;
    Map<FeatureKey, PushedFeatures.Pushed> rows = new TreeMap<>();
    ofProject.stream()
        .filter(row -> row.projectVersion().equals(version))
        .forEach(row -> rows.merge(FeatureKey.of(row.key()), row, PushedFeatures::later));
    if (rows.isEmpty()) {
      throw notPushed(wanted, ofProject);
    }
    FeatureGraph own = FeatureGraph.empty();
    for (PushedFeatures.Pushed row : rows.values()) {
      own = own.with(row.definition());
    }
    return new VersionedGraph(project, version, features(withForebears(own, all), rows));
  }

  private List<VersionedFeature> features(
      FeatureGraph graph, Map<FeatureKey, PushedFeatures.Pushed> rows) {
    // Pushed with another length of hashes, it had others.
    int length =
        rows.values().stream().mapToInt(row -> row.featureVersion().length()).max().orElse(8);
    GraphVersions versions = new GraphVersions(graph, project, Math.max(8, length));
    List<VersionedFeature> features = new ArrayList<>();
    for (FeatureKey key : Forebears.parentsFirst(graph)) {
      FeatureDefinition definition = graph.definition(key);
      PushedFeatures.Pushed row = rows.get(key);
      FeatureVersions computed = computed(versions, key);
      if (row != null) {
        boolean known = computed != null && computed.featureVersion().equals(row.featureVersion());
        features.add(
            new VersionedFeature(
                definition,
                row.featureVersion(),
                versions.codeVersion(definition.spec()),
                row.definitionVersion(),
                known
                    ? Forebears.inOrder(
                        definition, Objects.requireNonNull(computed).fieldVersions())
                    : Map.of()));
      } else if (computed != null) {
        features.add(
            new VersionedFeature(
                definition,
                computed.featureVersion(),
                computed.codeVersion(),
                computed.definitionVersion(),
                Forebears.inOrder(definition, computed.fieldVersions())));
      }
    }
    return features;
  }

  /** Null if a parent is known nowhere. */
  private static @Nullable FeatureVersions computed(GraphVersions versions, FeatureKey key) {
    try {
      return versions.of(key);
    } catch (MetaxyException e) {
      return null;
    }
  }

  private FeatureGraph withForebears(FeatureGraph own, List<PushedFeatures.Pushed> all) {
    Map<FeatureKey, PushedFeatures.Pushed> pushed = new TreeMap<>();
    PushedFeatures.latestOfEach(all).forEach(row -> pushed.put(FeatureKey.of(row.key()), row));
    return Forebears.addTo(
        own,
        key -> {
          PushedFeatures.Pushed row = pushed.get(key);
          return row != null ? row.definition() : context.features().find(key).orElse(null);
        });
  }

  private MetaxyException notPushed(String version, List<PushedFeatures.Pushed> ofProject) {
    return new MetaxyException(
        ErrorCode.INVALID_REQUEST,
        ofProject.isEmpty()
            ? "Nothing of project " + project + " was pushed to store " + context.name() + " yet."
            : "No version '"
                + version
                + "' of project "
                + project
                + " was pushed to store "
                + context.name()
                + ".",
        ofProject.isEmpty()
            ? "Run `metaxy push` first."
            : NearMiss.suggestion(
                    version,
                    ofProject.stream()
                        .map(PushedFeatures.Pushed::projectVersion)
                        .distinct()
                        .toList())
                + " `metaxy history` lists them.");
  }
}
