package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureKey;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.Rows;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.UpdateRequest;
import io.metaxy.store.WriteRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The steps of a story that ask what must be computed anew, and write it. */
final class ResolveSteps {
  /** Steps that are told here. */
  static final Set<String> OPS = Set.of("resolve_update", "write_resolved", "write_increment");

  private final Map<String, @Nullable Object> scenario;
  private final boolean full;
  private final Map<FeatureKey, Increment> resolved = new HashMap<>();

  /** Whether the samples say their data versions, of which Python leaves some out (rule W4). */
  private boolean versionsGiven;

  ResolveSteps(Map<String, @Nullable Object> scenario, boolean full) {
    this.scenario = scenario;
    this.full = full;
  }

  void run(
      String op,
      String at,
      MetadataStore store,
      Map<String, @Nullable Object> step,
      Map<String, @Nullable Object> expected) {
    FeatureKey feature = FeatureKey.of(String.valueOf(step.get("feature")));
    switch (op) {
      case "resolve_update" -> resolve(at, store, feature, step, expected);
      case "write_resolved" -> write(store, feature, step);
      default -> {
        Increment increment = store.resolveUpdate(feature);
        write(store, feature, increment.newSamples());
        write(store, feature, increment.staleSamples());
      }
    }
  }

  private static void write(MetadataStore store, FeatureKey feature, Rows rows) {
    try (RowCursor cursor = rows.cursor()) {
      store.write(WriteRequest.of(feature, cursor));
    }
  }

  private void resolve(
      String at,
      MetadataStore store,
      FeatureKey feature,
      Map<String, @Nullable Object> step,
      Map<String, @Nullable Object> expected) {
    Increment lazy = store.resolveUpdate(request(feature, step));
    Increment increment = lazy.collect();
    resolved.put(feature, increment);
    if (expected.get("new") == null) {
      return;
    }
    versionsGiven =
        step.get("samples") != null
            && list(object(step.get("samples")).get("rows")).stream()
                .anyMatch(row -> object(row).containsKey("data_version_by_field"));
    compare(at + "new, streamed", expected, "new", lazy.newSamples());
    compare(at + "stale, streamed", expected, "stale", lazy.staleSamples());
    compare(at + "orphaned, streamed", expected, "orphaned", lazy.orphanedSamples());
    compare(at + "new, collected", expected, "new", increment.newSamples());
    compare(at + "stale, collected", expected, "stale", increment.staleSamples());
    compare(at + "orphaned, collected", expected, "orphaned", increment.orphanedSamples());
    if (expected.get("new_columns") != null) {
      Set<String> columns = new TreeSet<>();
      list(expected.get("new_columns")).forEach(name -> columns.add(String.valueOf(name)));
      // A tombstone's time of one parent or the other, which the Python library lets through.
      columns.removeIf(name -> name.startsWith(SystemColumns.DELETED_AT));
      if (versionsGiven) {
        columns.add(SystemColumns.DATA_VERSION);
      }
      assertThat(new TreeSet<>(lazy.newSamples().schema().names()))
          .as(at + "columns")
          .isEqualTo(columns);
    }
  }

  private void compare(
      String what, Map<String, @Nullable Object> expected, String part, Rows rows) {
    List<@Nullable Object> wanted = new ArrayList<>();
    Set<String> cut = null;
    if (part.equals("orphaned") && scenario.get("orphaned_compare") != null) {
      cut = new TreeSet<>();
      for (Object name : list(scenario.get("orphaned_compare"))) {
        cut.add(String.valueOf(name));
      }
      cut.addAll(Set.of("provenance", "metaxy_provenance"));
    }
    for (Object each : list(expected.get(part))) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>(object(each));
      if (cut != null) {
        row.keySet().retainAll(cut);
      }
      withoutVersions(part, row);
      wanted.add(row);
    }
    List<Map<String, @Nullable Object>> found = new ArrayList<>();
    for (Map<String, @Nullable Object> each : rows.toList()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>(each);
      if (cut != null) {
        row.keySet().retainAll(cut);
      } else if (!full && !wanted.isEmpty()) {
        row.keySet().retainAll(object(wanted.get(0)).keySet());
      }
      withoutVersions(part, row);
      found.add(row);
    }
    assertThat(rows.count()).as(what).isEqualTo(found.size());
    new ScenarioRows(full).compare(what, wanted, found, expected);
  }

  private void withoutVersions(String part, Map<String, @Nullable Object> row) {
    if (versionsGiven && !part.equals("orphaned")) {
      row.keySet().removeIf(name -> name.contains("data_version"));
    }
  }

  private UpdateRequest request(FeatureKey feature, Map<String, @Nullable Object> step) {
    UpdateRequest request = UpdateRequest.of(feature);
    if (step.get("samples") != null) {
      request = request.samples(new ScenarioRows(full).toWrite(object(step.get("samples"))));
    }
    if (step.get("filters") != null) {
      for (Map.Entry<String, @Nullable Object> filters : object(step.get("filters")).entrySet()) {
        for (Object filter : texts(filters.getValue())) {
          request = request.filter(filters.getKey(), String.valueOf(filter));
        }
      }
    }
    for (Object filter : texts(step.get("global_filters"))) {
      request = request.globalFilter(String.valueOf(filter));
    }
    for (Object filter : texts(step.get("target_filters"))) {
      request = request.targetFilter(String.valueOf(filter));
    }
    for (Object predicate : texts(step.get("staleness_predicates"))) {
      request = request.stalenessPredicate(String.valueOf(predicate));
    }
    return Boolean.TRUE.equals(step.get("skip_comparison")) ? request.skipComparison() : request;
  }

  private static List<@Nullable Object> texts(@Nullable Object value) {
    return value instanceof String text ? List.of(text) : list(value);
  }

  /** Writes rows of the last resolve, changed as the step says. */
  private void write(MetadataStore store, FeatureKey feature, Map<String, @Nullable Object> step) {
    Increment increment = Objects.requireNonNull(resolved.get(feature));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Object part : list(step.get("take"))) {
      Rows taken = "new".equals(part) ? increment.newSamples() : increment.staleSamples();
      taken.toList().forEach(row -> rows.addAll(expanded(new LinkedHashMap<>(row), step)));
    }
    List<Map<String, @Nullable Object>> unique = unique(rows, list(step.get("unique_on")));
    for (Map<String, @Nullable Object> row : unique) {
      list(step.get("drop")).forEach(name -> row.remove(String.valueOf(name)));
      if (step.get("add") != null) {
        object(step.get("add"))
            .forEach(
                (name, typed) ->
                    row.put(
                        name,
                        Values.of(
                            Values.type(String.valueOf(list(typed).get(0))), list(typed).get(1))));
      }
    }
    store.write(WriteRequest.of(feature, ScenarioRows.cursor(schema(increment, step), unique)));
  }

  /** The columns of a write, which makes all of them even without a row or a value. */
  private static Schema schema(Increment increment, Map<String, @Nullable Object> step) {
    List<Column> columns = new ArrayList<>(increment.newSamples().schema().columns());
    list(step.get("drop")).forEach(name -> columns.removeIf(c -> c.name().equals(name)));
    Map<String, DataType> more = new LinkedHashMap<>();
    if (step.get("expand") != null) {
      more.put(String.valueOf(object(step.get("expand")).get("column")), DataType.INT64);
    }
    if (step.get("add") != null) {
      object(step.get("add"))
          .forEach(
              (name, typed) -> more.put(name, Values.type(String.valueOf(list(typed).get(0)))));
    }
    more.forEach(
        (name, type) -> {
          columns.removeIf(c -> c.name().equals(name));
          columns.add(new Column(name, type));
        });
    return Schema.of(columns);
  }

  private static List<Map<String, @Nullable Object>> expanded(
      Map<String, @Nullable Object> row, Map<String, @Nullable Object> step) {
    if (step.get("expand") == null) {
      return List.of(row);
    }
    Map<String, @Nullable Object> expand = object(step.get("expand"));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Object value : list(expand.get("values"))) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>(row);
      one.put(String.valueOf(expand.get("column")), value);
      rows.add(one);
    }
    return rows;
  }

  private static List<Map<String, @Nullable Object>> unique(
      List<Map<String, @Nullable Object>> rows, List<@Nullable Object> on) {
    if (on.isEmpty()) {
      return rows;
    }
    Map<List<@Nullable Object>, Map<String, @Nullable Object>> first = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : rows) {
      List<@Nullable Object> key = new ArrayList<>();
      on.forEach(name -> key.add(row.get(String.valueOf(name))));
      first.putIfAbsent(key, row);
    }
    return new ArrayList<>(first.values());
  }
}
