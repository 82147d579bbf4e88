package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.LockReceipt;
import io.metaxy.MetaxyException;
import io.metaxy.core.config.MetaxyConfig;
import io.metaxy.core.feature.LockFile;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.graph.PushedFeature;
import io.metaxy.store.FeatureVersions;
import io.metaxy.store.MetadataStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds the features of other projects that a project needs, and writes them into a lock file. */
final class Locker {
  private final MetaxyConfig config;
  private final Map<FeatureKey, FeatureDefinition> own = new TreeMap<>();

  Locker(MetaxyConfig config, FeatureGraph features) {
    this.config = config;
    features.definitions().stream()
        .filter(definition -> !definition.isExternal())
        .forEach(definition -> own.put(definition.key(), definition));
  }

  LockReceipt lock(Supplier<MetadataStore> store, Path file) {
    if (config.project() == null) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "The project has no name, so its own features cannot be told from those of others.",
          "Set project in metaxy.toml.");
    }
    Map<FeatureKey, PushedFeature> needed = new TreeMap<>();
    if (!parentsElsewhere().isEmpty() || !config.extraFeatures().isEmpty()) {
      try (MetadataStore opened = store.get()) {
        needed.putAll(needed(opened));
      }
    }
    return write(file, needed);
  }

  private Set<FeatureKey> parentsElsewhere() {
    return own.values().stream()
        .flatMap(definition -> definition.spec().deps().stream())
        .map(FeatureDep::feature)
        .filter(parent -> !own.containsKey(parent))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<FeatureKey, PushedFeature> needed(MetadataStore store) {
    Map<FeatureKey, PushedFeature> pushed = new TreeMap<>();
    store.pushedFeatures().stream()
        .filter(feature -> !String.valueOf(config.project()).equals(feature.definition().project()))
        .forEach(feature -> pushed.put(feature.key(), feature));
    Deque<FeatureKey> toFind = new ArrayDeque<>(parentsElsewhere());
    toFind.addAll(extra(pushed));
    Map<FeatureKey, PushedFeature> found = new TreeMap<>();
    TreeSet<FeatureKey> missing = new TreeSet<>();
    while (!toFind.isEmpty()) {
      FeatureKey key = toFind.remove();
      PushedFeature feature = pushed.get(key);
      if (own.containsKey(key) || found.containsKey(key)) {
        continue;
      }
      if (feature == null) {
        missing.add(key);
        continue;
      }
      found.put(key, feature);
      feature.definition().spec().deps().forEach(dep -> toFind.add(dep.feature()));
    }
    if (!missing.isEmpty()) {
      throw new MetaxyException(
          ErrorCode.UNKNOWN_FEATURE,
          "Features of other projects were not pushed to store "
              + store.name()
              + ": "
              + missing.stream().map(FeatureKey::toString).collect(Collectors.joining(", "))
              + ".",
          "Run `metaxy push` in the project that defines them, or name another store.");
    }
    return found;
  }

  private Set<FeatureKey> extra(Map<FeatureKey, PushedFeature> pushed) {
    TreeSet<FeatureKey> extra = new TreeSet<>();
    config
        .extraFeatures()
        .forEach(
            selection -> {
              // One that is named and not there must be said to be missing.
              extra.addAll(selection.keys());
              pushed.values().stream()
                  .filter(
                      f -> selection.includes(f.key(), String.valueOf(f.definition().project())))
                  .map(PushedFeature::key)
                  .forEach(extra::add);
            });
    extra.removeAll(own.keySet());
    return extra;
  }

  private LockReceipt write(Path file, Map<FeatureKey, PushedFeature> needed) {
    FeatureGraph graph = FeatureGraph.empty().withAll(own.values());
    for (PushedFeature feature : needed.values()) {
      graph = graph.with(feature.definition().asExternal());
    }
    GraphVersions versions =
        new GraphVersions(graph, config.project(), config.hashTruncationLength());
    Map<FeatureDefinition, FeatureVersions> locked = new LinkedHashMap<>();
    Map<String, LockFile.Entry> after = new TreeMap<>();
    for (PushedFeature feature : needed.values()) {
      FeatureVersions computed = versions.of(feature.key());
      checkVersion(feature, computed);
      locked.put(feature.definition(), computed);
      after.put(
          feature.key().toString(),
          new LockFile.Entry(
              String.valueOf(feature.definition().project()),
              computed.featureVersion(),
              computed.definitionVersion()));
    }
    Map<String, LockFile.Entry> before = LockFile.entries(file);
    List<LockReceipt.LockChange> changes = changes(before, after);
    if (!changes.isEmpty() || !Files.exists(file)) {
      LockFile.write(file, locked);
    }
    int unchanged = (int) after.keySet().stream().filter(k -> same(before, after, k)).count();
    return new LockReceipt(file, changes, unchanged);
  }

  private static void checkVersion(PushedFeature feature, FeatureVersions computed) {
    if (!computed.featureVersion().equals(feature.featureVersion())) {
      throw new MetaxyException(
              ErrorCode.INVALID_FEATURE,
              "Feature "
                  + feature.key()
                  + " was pushed with the version "
                  + feature.featureVersion()
                  + ", and with its parents as they are now it has "
                  + computed.featureVersion()
                  + ".",
              "Push its project "
                  + feature.definition().project()
                  + " again; check that hash_truncation_length is the same in both projects.")
          .in(feature.key().toString(), null, null);
    }
  }

  private static boolean same(
      Map<String, LockFile.Entry> before, Map<String, LockFile.Entry> after, String key) {
    LockFile.Entry old = before.get(key);
    LockFile.Entry now = after.get(key);
    return old != null
        && now != null
        && old.definitionVersion().equals(now.definitionVersion())
        && old.version().equals(now.version());
  }

  private static List<LockReceipt.LockChange> changes(
      Map<String, LockFile.Entry> before, Map<String, LockFile.Entry> after) {
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<LockReceipt.LockChange> changes = new ArrayList<>();
    for (String key : keys) {
      LockFile.Entry old = before.get(key);
      LockFile.Entry now = after.get(key);
      if (!same(before, after, key)) {
        String project = now != null ? now.project() : old != null ? old.project() : "";
        changes.add(
            new LockReceipt.LockChange(
                project,
                key,
                old == null ? null : old.version(),
                now == null ? null : now.version()));
      }
    }
    changes.sort(
        Comparator.comparing(LockReceipt.LockChange::project)
            .thenComparing(LockReceipt.LockChange::feature));
    return changes;
  }
}
