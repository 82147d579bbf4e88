package io.metaxy.graph;

import io.metaxy.FeatureKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of a project's own features from one version of the project to another.
 *
 * @param from the older version
 * @param to the newer version
 * @param features all features of either, sorted by key
 */
public record GraphDiff(VersionedGraph from, VersionedGraph to, List<FeatureChange> features) {
  public GraphDiff {
    features = List.copyOf(features);
  }

  /** What changed from {@code from} to {@code to}. */
  public static GraphDiff between(VersionedGraph from, VersionedGraph to) {
    Map<FeatureKey, VersionedFeature> before = byKey(from);
    Map<FeatureKey, VersionedFeature> after = byKey(to);
    TreeSet<FeatureKey> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<FeatureChange> changes = new ArrayList<>();
    keys.forEach(key -> changes.add(change(key, before.get(key), after.get(key))));
    return new GraphDiff(from, to, changes);
  }

  /** Whether anything changed. */
  public boolean hasChanges() {
    return features.stream().anyMatch(feature -> feature.change() != Change.UNCHANGED);
  }

  /** The features that became {@code change}, sorted by key. */
  public List<FeatureChange> that(Change change) {
    return features.stream().filter(feature -> feature.change() == change).toList();
  }

  private static Map<FeatureKey, VersionedFeature> byKey(VersionedGraph graph) {
    Map<FeatureKey, VersionedFeature> byKey = new TreeMap<>();
    graph.own().forEach(feature -> byKey.put(feature.key(), feature));
    return byKey;
  }

  private static FeatureChange change(
      FeatureKey key, @Nullable VersionedFeature before, @Nullable VersionedFeature after) {
    return new FeatureChange(
        key,
        of(
            before == null ? null : before.definitionVersion(),
            after == null ? null : after.definitionVersion()),
        before,
        after,
        fields(
            before == null ? Map.of() : before.fieldVersions(),
            after == null ? Map.of() : after.fieldVersions()));
  }

  private static List<FieldChange> fields(Map<String, String> before, Map<String, String> after) {
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    return keys.stream()
        .map(
            key ->
                new FieldChange(
                    key, of(before.get(key), after.get(key)), before.get(key), after.get(key)))
        .toList();
  }

  private static Change of(@Nullable String before, @Nullable String after) {
    if (before == null) {
      return Change.ADDED;
    }
    if (after == null) {
      return Change.REMOVED;
    }
    return before.equals(after) ? Change.UNCHANGED : Change.CHANGED;
  }
}
