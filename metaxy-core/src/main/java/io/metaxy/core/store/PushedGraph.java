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
   * whose table one of {@code features} or a later push has, and what is made from such. A project
   * that has features here is as it is here: others of it that were pushed once do not count for
   * its version.
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
    removeOrphans(more, passedOver(features, pushed, more));
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

  private static Set<FeatureKey> passedOver(
      FeatureGraph features, List<PushedFeatures.Pushed> pushed, List<FeatureDefinition> more) {
    Set<FeatureKey> passedOver = new HashSet<>();
    pushed.forEach(row -> passedOver.add(FeatureKey.of(row.key())));
    passedOver.removeAll(features.keys());
    more.forEach(definition -> passedOver.remove(definition.key()));
    return passedOver;
  }

  /** Takes out what is made from features that are not there, which nothing could be done with. */
  private static void removeOrphans(List<FeatureDefinition> features, Set<FeatureKey> passedOver) {
    Set<FeatureKey> gone = new HashSet<>(passedOver);
    boolean found = !gone.isEmpty();
    while (found) {
      List<FeatureDefinition> orphans =
          features.stream()
              .filter(d -> d.spec().deps().stream().anyMatch(dep -> gone.contains(dep.feature())))
              .toList();
      orphans.forEach(orphan -> gone.add(orphan.key()));
      found = features.removeAll(orphans);
    }
  }
}
