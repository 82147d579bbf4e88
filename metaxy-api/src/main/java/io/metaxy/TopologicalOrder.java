package io.metaxy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Depth first, keys in lower-case order, each feature after its parents. */
final class TopologicalOrder {
  private static final Comparator<FeatureKey> BY_TEXT =
      Comparator.comparing(key -> key.toString().toLowerCase(Locale.ROOT));

  private final FeatureGraph graph;
  private final Set<FeatureKey> done = new LinkedHashSet<>();
  private final Set<FeatureKey> path = new LinkedHashSet<>();

  TopologicalOrder(FeatureGraph graph) {
    this.graph = graph;
  }

  List<FeatureKey> keys() {
    visit(graph.keys());
    return List.copyOf(done);
  }

  private void visit(Collection<FeatureKey> keys) {
    keys.stream().sorted(BY_TEXT).forEach(this::visit);
  }

  private void visit(FeatureKey key) {
    if (done.contains(key)) {
      return;
    }
    if (!path.add(key)) {
      throw cycle(key);
    }
    visit(graph.parents(key).stream().map(FeatureSpec::key).collect(Collectors.toSet()));
    path.remove(key);
    done.add(key);
  }

  private MetaxyException cycle(FeatureKey key) {
    List<FeatureKey> steps = new ArrayList<>(path);
    String way =
        Stream.concat(steps.subList(steps.indexOf(key), steps.size()).stream(), Stream.of(key))
            .map(FeatureKey::toString)
            .collect(Collectors.joining(" → "));
    return new MetaxyException(
            ErrorCode.INVALID_FEATURE,
            "Feature " + key + " depends on itself: " + way + ".",
            "Remove one of these dependencies.")
        .in(key.toString(), null, null);
  }
}
