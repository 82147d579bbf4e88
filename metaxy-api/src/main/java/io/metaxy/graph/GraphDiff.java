package io.metaxy.graph;

import io.metaxy.FeatureKey;
import io.metaxy.FieldSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /**
   * The features whose definition is the same and whose version is not, since a parent's changed;
   * sorted by key.
   */
  public List<FeatureChange> changedThroughParents() {
    return that(Change.UNCHANGED).stream()
        .filter(feature -> !Objects.equals(feature.oldVersion(), feature.newVersion()))
        .toList();
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
        fields(before, after));
  }

  private static List<FieldChange> fields(
      @Nullable VersionedFeature before, @Nullable VersionedFeature after) {
    Map<String, FieldSpec> old = fields(before);
    Map<String, FieldSpec> now = fields(after);
    TreeSet<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(now.keySet());
    List<FieldChange> changes = new ArrayList<>();
    for (String key : keys) {
      String oldVersion = before == null ? null : before.fieldVersions().get(key);
      String newVersion = after == null ? null : after.fieldVersions().get(key);
      changes.add(
          new FieldChange(
              key,
              oldVersion != null && newVersion != null
                  ? of(oldVersion, newVersion)
                  : ofDefinition(old.get(key), now.get(key)),
              oldVersion,
              newVersion));
    }
    return changes;
  }

  private static Map<String, FieldSpec> fields(@Nullable VersionedFeature feature) {
    Map<String, FieldSpec> fields = new TreeMap<>();
    if (feature != null) {
      feature
          .definition()
          .spec()
          .fields()
          .forEach(field -> fields.put(field.key().toString(), field));
    }
    return fields;
  }

  /** Of a field with a version that is not known, since a parent's is not. */
  private static Change ofDefinition(@Nullable FieldSpec before, @Nullable FieldSpec after) {
    if (before == null) {
      return Change.ADDED;
    }
    if (after == null) {
      return Change.REMOVED;
    }
    return before.equals(after) ? Change.UNCHANGED : Change.CHANGED;
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
