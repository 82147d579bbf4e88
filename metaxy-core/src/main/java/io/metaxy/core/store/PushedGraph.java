package io.metaxy.core.store;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.spi.Backend;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The features that a store knows because they were pushed to it. No push may keep a store from
 * being opened, since none can be taken back: of features that were pushed by more than one
 * project, or would share a table, one counts.
 */
final class PushedGraph {
  private PushedGraph() {}

  /**
   * {@code features} and those pushed to {@code backend} that are not among them, but for those
   * whose table one of {@code features} or a later push has, and what is made from features that
   * are not there. A project that has features here is as it is here: others of it that were pushed
   * once do not count for its version.
   */
  static FeatureGraph addTo(FeatureGraph features, @Nullable String project, Backend backend) {
    List<PushedFeatures.Pushed> pushed = PushedFeatures.latest(PushedFeatures.all(backend));
    Set<String> projects = new HashSet<>();
    features.definitions().stream()
        .filter(definition -> !definition.isExternal())
        .forEach(d -> projects.add(d.project() != null ? d.project() : String.valueOf(project)));
    List<FeatureDefinition> more = new ArrayList<>();
    for (PushedFeatures.Pushed row : oneOfEachTable(features, pushed)) {
      FeatureDefinition stored = row.definition();
      more.add(projects.contains(row.project()) ? stored.asExternal() : stored);
    }
    removeOrphans(features, more);
    return more.isEmpty() ? features : features.withAll(more);
  }

  private static Collection<PushedFeatures.Pushed> oneOfEachTable(
      FeatureGraph features, List<PushedFeatures.Pushed> pushed) {
    Map<String, PushedFeatures.Pushed> byTable = new TreeMap<>();
    for (PushedFeatures.Pushed row : pushed) {
      byTable.merge(FeatureKey.of(row.key()).tableName(), row, PushedFeatures::later);
    }
    features.keys().forEach(key -> byTable.remove(key.tableName()));
    return byTable.values();
  }

  /**
   * Takes out what is made from features that are not there, since they were passed over here or
   * were never pushed: nothing could be done with it, and as little with all features at once.
   */
  private static void removeOrphans(FeatureGraph features, List<FeatureDefinition> more) {
    boolean found = true;
    while (found) {
      Set<FeatureKey> there = new HashSet<>(features.keys());
      more.forEach(definition -> there.add(definition.key()));
      found =
          more.removeIf(
              d -> !d.spec().deps().stream().allMatch(dep -> there.contains(dep.feature())));
    }
  }
}
