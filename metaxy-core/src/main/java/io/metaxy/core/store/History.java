package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.tree.Source;
import io.metaxy.graph.ProjectVersion;
import io.metaxy.graph.PushedFeature;
import io.metaxy.spi.NearMiss;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was pushed to a store, and when. */
final class History {
  private static final Source TAGS =
      new Source("column tags of the system table", ErrorCode.UNREADABLE_STORE);

  private final StoreContext context;

  History(StoreContext context) {
    this.context = context;
  }

  /** All rows of the system table; none if nothing was pushed yet. */
  List<PushedFeatures.Pushed> rows() {
    return PushedFeatures.all(context.backend());
  }

  List<ProjectVersion> projectVersions() {
    Map<List<String>, List<PushedFeatures.Pushed>> byVersion =
        rows().stream()
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.project(), row.projectVersion()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<ProjectVersion> versions = new ArrayList<>();
    byVersion.values().forEach(rows -> versions.add(version(rows)));
    versions.sort(
        Comparator.comparing(ProjectVersion::pushedAt)
            .thenComparing(ProjectVersion::recordedAt)
            .reversed());
    return versions;
  }

  private static ProjectVersion version(List<PushedFeatures.Pushed> rows) {
    PushedFeatures.Pushed last = rows.stream().reduce(PushedFeatures::later).orElseThrow();
    Instant first =
        rows.stream()
            .map(PushedFeatures.Pushed::recordedAt)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return new ProjectVersion(
        last.project(),
        last.projectVersion(),
        first,
        last.recordedAt(),
        (int) rows.stream().map(PushedFeatures.Pushed::key).distinct().count(),
        tags(last.tags()));
  }

  List<PushedFeature> of(FeatureKey feature) {
    List<PushedFeatures.Pushed> rows = rows();
    List<PushedFeature> pushes =
        rows.stream()
            .filter(row -> row.key().equals(feature.toString()))
            .map(History::pushed)
            .sorted(Comparator.comparing(PushedFeature::recordedAt).reversed())
            .toList();
    if (pushes.isEmpty() && context.features().find(feature).isEmpty()) {
      TreeSet<String> known = new TreeSet<>();
      context.features().keys().forEach(key -> known.add(key.toString()));
      rows.forEach(row -> known.add(row.key()));
      throw new MetaxyException(
          ErrorCode.UNKNOWN_FEATURE,
          "No feature is named '" + feature + "', and none was pushed.",
          NearMiss.suggestion(feature.toString(), known));
    }
    return pushes;
  }

  List<PushedFeature> latest() {
    return PushedFeatures.latestOfEach(rows()).stream().map(History::pushed).toList();
  }

  private static PushedFeature pushed(PushedFeatures.Pushed row) {
    return new PushedFeature(
        row.definition(),
        row.featureVersion(),
        row.definitionVersion(),
        row.projectVersion(),
        row.recordedAt(),
        tags(row.tags()));
  }

  private static Map<String, String> tags(@Nullable String json) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (json != null && !json.isBlank()) {
      JsonText.object(TAGS, json).forEach((name, value) -> tags.put(name, String.valueOf(value)));
      tags.remove(Pusher.SYSTEM_TAG);
    }
    return tags;
  }
}
