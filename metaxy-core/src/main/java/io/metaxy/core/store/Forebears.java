package io.metaxy.core.store;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a project's features are made from, as far as it is known. */
final class Forebears {
  private Forebears() {}

  /**
   * {@code own} and its features' parents, their parents and so on, as features of other projects.
   *
   * @param known finds a feature; gives null if it is known nowhere
   */
  static FeatureGraph addTo(
      FeatureGraph own, Function<FeatureKey, @Nullable FeatureDefinition> known) {
    FeatureGraph graph = own;
    Deque<FeatureKey> toAdd = new ArrayDeque<>();
    own.definitions().forEach(d -> d.spec().deps().forEach(dep -> toAdd.add(dep.feature())));
    while (!toAdd.isEmpty()) {
      FeatureKey key = toAdd.remove();
      FeatureDefinition found = graph.find(key).isPresent() ? null : known.apply(key);
      if (found != null) {
        graph = graph.with(found.isExternal() ? found : found.asExternal());
        found.spec().deps().forEach(dep -> toAdd.add(dep.feature()));
      }
    }
    return graph;
  }

  /** As {@link FeatureGraph#topologicalOrder}, but parents that are not there are passed over. */
  static Set<FeatureKey> parentsFirst(FeatureGraph graph) {
    Set<FeatureKey> done = new LinkedHashSet<>();
    new TreeSet<>(graph.keys()).forEach(key -> visit(graph, key, done, new LinkedHashSet<>()));
    return done;
  }

  private static void visit(
      FeatureGraph graph, FeatureKey key, Set<FeatureKey> done, Set<FeatureKey> path) {
    if (done.contains(key) || graph.find(key).isEmpty() || !path.add(key)) {
      return;
    }
    graph.spec(key).deps().stream()
        .map(FeatureDep::feature)
        .sorted()
        .forEach(parent -> visit(graph, parent, done, path));
    done.add(key);
  }

  /** Field versions in the order of the fields. */
  static Map<String, String> inOrder(FeatureDefinition definition, Map<String, String> versions) {
    Map<String, String> ordered = new LinkedHashMap<>();
    definition
        .spec()
        .fieldKeys()
        .forEach(
            key ->
                ordered.put(key.toString(), Objects.requireNonNull(versions.get(key.toString()))));
    return ordered;
  }
}
