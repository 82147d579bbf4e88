package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.core.function.IsoTime;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.SystemColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows of a story's steps as the store has them, and back. */
final class ScenarioRows {
  private static final Set<String> TIMES =
      Set.of(SystemColumns.CREATED_AT, SystemColumns.UPDATED_AT, SystemColumns.DELETED_AT);

  /**
   * Rule S1: a tombstone is a copy, and these are of the row that it copies; Python has none, or
   * what is current when the sample is deleted.
   */
  private static final Set<String> OF_THE_ROW = Set.of("materialization_id", "project_version");

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?");

  private final boolean full;

  ScenarioRows(boolean full) {
    this.full = full;
  }

  /** The rows of a write step. */
  List<Map<String, @Nullable Object>> toWrite(Map<String, @Nullable Object> step) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Object each : list(step.get("rows"))) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>(object(each));
      if (full) {
        object(step.get("columns"))
            .forEach(
                (name, type) ->
                    row.computeIfPresent(
                        name, (n, value) -> Values.of(Values.type(String.valueOf(type)), value)));
        rename(row);
      }
      rows.add(row);
    }
    return rows;
  }

  /**
   * The rows of a write step with all of its columns, of which maps would leave out those that are
   * null in each row.
   */
  static RowCursor cursor(
      Map<String, @Nullable Object> step, List<Map<String, @Nullable Object>> rows) {
    Map<String, DataType> columns = new LinkedHashMap<>();
    object(step.get("columns"))
        .forEach((name, type) -> columns.put(name, Values.type(String.valueOf(type))));
    if (rows.isEmpty()) {
      columns.put(SystemColumns.PROVENANCE_BY_FIELD, DataType.STRING_MAP);
    }
    for (Column column : SystemColumns.SCHEMA.columns()) {
      if (rows.stream().anyMatch(row -> row.containsKey(column.name()))) {
        columns.put(column.name(), column.type());
      }
    }
    return cursor(
        Schema.of(
            columns.entrySet().stream().map(e -> new Column(e.getKey(), e.getValue())).toList()),
        rows);
  }

  /** Rows with the columns of {@code schema}. */
  static RowCursor cursor(Schema schema, List<Map<String, @Nullable Object>> rows) {
    return RowCursor.of(
        schema, rows.stream().map(row -> schema.names().stream().map(row::get).toArray()).toList());
  }

  private static void rename(Map<String, @Nullable Object> row) {
    for (String name :
        List.of("provenance_by_field", "data_version_by_field", "provenance", "data_version")) {
      if (row.containsKey(name)) {
        row.put("metaxy_" + name, row.remove(name));
      }
    }
    for (String time : List.of("created", "deleted")) {
      if (row.remove(time + "_step") instanceof Number minutes) {
        row.put(
            "metaxy_" + time + "_at", Scenario.START.plus(Duration.ofMinutes(minutes.longValue())));
      }
    }
  }

  /** Compares without order; {@code step} may say which ids are left to chance. */
  void compare(
      String what,
      List<@Nullable Object> expected,
      List<Map<String, @Nullable Object>> found,
      Map<String, @Nullable Object> step) {
    Set<String> columns = new HashSet<>();
    List<String> wanted = new ArrayList<>();
    for (Object each : expected) {
      columns.addAll(object(each).keySet());
    }
    List<List<String>> ambiguous = new ArrayList<>();
    for (Object id : list(step.get("ambiguous_ids"))) {
      List<@Nullable Object> parts = id instanceof List ? list(id) : List.of(id);
      ambiguous.add(parts.stream().map(String::valueOf).toList());
    }
    for (Object each : expected) {
      if (!isAmbiguous(object(each), ambiguous)) {
        wanted.add(text(pythons(object(each))));
      }
    }
    List<String> have = new ArrayList<>();
    for (Map<String, @Nullable Object> row : found) {
      Map<String, @Nullable Object> view = full ? fullView(row) : view(row);
      view.keySet().removeIf(name -> !columns.contains(name) && isOurs(name));
      if (!isAmbiguous(view, ambiguous)) {
        have.add(text(view));
      }
    }
    assertThat(have).as(what).containsExactlyInAnyOrderElementsOf(wanted);
  }

  /** A row without what the Python library lets through or loses on the way. */
  private Map<String, @Nullable Object> pythons(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>(row);
    kept.keySet().removeIf(name -> name.startsWith("__"));
    if (full && Boolean.TRUE.equals(row.get("is_deleted"))) {
      kept.keySet().removeAll(OF_THE_ROW);
    }
    return kept;
  }

  /** Whether a row has all parts of one of the ids. */
  private static boolean isAmbiguous(Map<String, @Nullable Object> row, List<List<String>> ids) {
    List<String> values = row.values().stream().map(String::valueOf).toList();
    return ids.stream().anyMatch(values::containsAll);
  }

  /** Columns that the short form of the vectors leaves out. */
  private static boolean isOurs(String name) {
    return name.startsWith("metaxy_") || name.equals("is_deleted");
  }

  private Map<String, @Nullable Object> view(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>(row);
    view.put("is_deleted", row.get(SystemColumns.DELETED_AT) != null);
    view.keySet().removeAll(TIMES);
    return view;
  }

  private Map<String, @Nullable Object> fullView(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    boolean whole = row.containsKey(SystemColumns.DELETED_AT);
    row.forEach(
        (name, value) -> {
          if (TIMES.contains(name)) {
            view.put(
                name.substring("metaxy_".length()).replace("_at", "_step"),
                value == null
                    ? null
                    : Duration.between(Scenario.START, (Instant) value).toMinutes());
          } else {
            view.put(
                SystemColumns.contains(name) ? name.substring("metaxy_".length()) : name, value);
          }
        });
    if (whole) {
      view.put("is_deleted", row.get(SystemColumns.DELETED_AT) != null);
    }
    if (Boolean.TRUE.equals(view.get("is_deleted"))) {
      view.keySet().removeAll(OF_THE_ROW);
    }
    return view;
  }

  /** A row as text; null and absent are the same. */
  private static String text(Map<String, @Nullable Object> row) {
    Map<String, String> sorted = new TreeMap<>();
    row.forEach(
        (name, value) -> {
          if (value != null) {
            sorted.put(
                name,
                value instanceof Map<?, ?> map
                    ? new TreeMap<>(map).toString()
                    : value instanceof Number number
                        ? String.valueOf(number.doubleValue())
                        : time(value.toString()));
          }
        });
    return sorted.toString();
  }

  /** A text that is a time as all such times are written. */
  private static String time(String text) {
    return TIME.matcher(text).matches() ? IsoTime.parse(text).toString() : text;
  }
}
