package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;

import io.metaxy.FeatureKey;
import io.metaxy.store.CopyRequest;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.VersionScope;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the steps of a story ask of a store. */
final class ScenarioRequests {
  private ScenarioRequests() {}

  /** The feature that a step is about. */
  static FeatureKey key(Map<String, @Nullable Object> step) {
    return FeatureKey.of(String.valueOf(step.get("feature")));
  }

  static WriteRequest write(Map<String, @Nullable Object> step, ScenarioRows rows) {
    List<Map<String, @Nullable Object>> toWrite = rows.toWrite(step);
    if (Boolean.TRUE.equals(step.get("no_provenance"))) {
      toWrite.forEach(row -> row.remove(SystemColumns.PROVENANCE_BY_FIELD));
    }
    WriteRequest request =
        step.get("columns") == null
            ? WriteRequest.of(key(step), toWrite)
            : WriteRequest.of(key(step), ScenarioRows.cursor(step, toWrite));
    Object run = step.get("materialization_id");
    return run == null ? request : request.materializationId(run.toString());
  }

  static DeleteRequest delete(Map<String, @Nullable Object> step, DeleteMode mode) {
    DeleteRequest request = DeleteRequest.of(key(step), mode);
    for (String filter : filters(step)) {
      request = request.where(filter);
    }
    if (request.filters().isEmpty()) {
      request = request.all();
    }
    return Boolean.TRUE.equals(step.get("with_feature_history"))
        ? request.versions(VersionScope.ACROSS)
        : request;
  }

  /** What a step says of its read, which it may say under {@code options}. */
  static Map<String, @Nullable Object> choices(Map<String, @Nullable Object> step) {
    return step.get("options") == null ? step : object(step.get("options"));
  }

  /**
   * A read.
   *
   * @param version the feature version that it names, if it does
   */
  static ReadRequest read(Map<String, @Nullable Object> step, @Nullable Object version) {
    Map<String, @Nullable Object> choices = choices(step);
    ReadRequest request = ReadRequest.of(key(step));
    for (String filter : filters(step)) {
      request = request.where(filter);
    }
    if (choices.get("columns") != null) {
      request =
          request.columns(list(choices.get("columns")).stream().map(String::valueOf).toList());
    }
    if (Boolean.TRUE.equals(choices.get("include_soft_deleted"))) {
      request = request.includeDeleted();
    }
    if (Boolean.TRUE.equals(choices.get("with_sample_history"))) {
      request = request.withSampleHistory();
    }
    if (Boolean.FALSE.equals(choices.get("allow_fallback"))) {
      request = request.withoutFallback();
    }
    if (version != null) {
      return request.featureVersion(version.toString());
    }
    return Boolean.TRUE.equals(choices.get("with_feature_history"))
        ? request.versions(VersionScope.ACROSS)
        : request;
  }

  /** A copy. */
  static CopyRequest copy(Map<String, @Nullable Object> step) {
    CopyRequest request =
        CopyRequest.of(
            list(step.get("features")).stream()
                .map(key -> FeatureKey.of(String.valueOf(key)))
                .toList());
    if (step.get("filters") != null) {
      for (Map.Entry<String, @Nullable Object> filters : object(step.get("filters")).entrySet()) {
        for (Object filter : list(filters.getValue())) {
          request = request.filter(filters.getKey(), String.valueOf(filter));
        }
      }
    }
    for (Object filter : list(step.get("global_filters"))) {
      request = request.globalFilter(String.valueOf(filter));
    }
    if (Boolean.FALSE.equals(step.get("with_feature_history"))) {
      request = request.currentVersionOnly();
    }
    return Boolean.TRUE.equals(step.get("with_sample_history"))
        ? request.withSampleHistory()
        : request;
  }

  private static List<String> filters(Map<String, @Nullable Object> step) {
    List<String> filters = new ArrayList<>();
    if (step.get("filter") != null) {
      filters.add(String.valueOf(step.get("filter")));
    }
    Object more = step.get("filters");
    if (more instanceof String text) {
      filters.add(text);
    } else {
      list(more).forEach(filter -> filters.add(String.valueOf(filter)));
    }
    return filters;
  }
}
