package io.metaxy.cli.graph;

import io.metaxy.core.json.PythonJson;
import io.metaxy.graph.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changed, for programs: the form is the Python library's. */
final class DiffData {
  private DiffData() {}

  static String json(Drawing drawing) {
    return PythonJson.ordered(of(drawing)) + "\n";
  }

  static String yaml(Drawing drawing) {
    StringBuilder out = new StringBuilder();
    yaml(of(drawing), "", out);
    return out.toString();
  }

  private static Map<String, @Nullable Object> of(Drawing drawing) {
    Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
    List<Object> edges = new ArrayList<>();
    drawing.boxes().stream()
        .sorted(Comparator.comparing(Box::key))
        .forEach(
            box -> {
              nodes.put(box.key(), node(box));
              box.parents()
                  .forEach(
                      parent -> {
                        Map<String, Object> edge = new LinkedHashMap<>();
                        edge.put("from", parent);
                        edge.put("to", box.key());
                        edges.add(edge);
                      });
            });
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("nodes", nodes);
    data.put("edges", edges);
    return data;
  }

  private static Map<String, @Nullable Object> node(Box box) {
    Map<String, @Nullable Object> node = new LinkedHashMap<>();
    node.put("status", String.valueOf(box.change()).toLowerCase(Locale.ROOT));
    node.put("old_version", box.oldVersion());
    node.put("new_version", box.newVersion());
    node.put("dependencies", box.parents());
    List<Object> changes = new ArrayList<>();
    if (box.change() == Change.CHANGED) {
      box.fields().stream()
          .filter(field -> field.change() != Change.UNCHANGED)
          .sorted(Comparator.comparing(Box.Field::change, Comparator.nullsLast(Change::compareTo)))
          .forEach(field -> changes.add(field(field)));
    }
    node.put("field_changes", changes);
    return node;
  }

  private static Map<String, @Nullable Object> field(Box.Field field) {
    Map<String, @Nullable Object> change = new LinkedHashMap<>();
    change.put("field_key", field.key());
    change.put("old_version", field.oldVersion());
    change.put("new_version", field.newVersion());
    change.put("is_added", field.change() == Change.ADDED);
    change.put("is_removed", field.change() == Change.REMOVED);
    change.put("is_changed", field.change() == Change.CHANGED);
    return change;
  }

  /** Blocks of lines; texts are in JSON's quotes, which YAML reads: a version may look a number. */
  private static void yaml(Map<?, ?> table, String indent, StringBuilder out) {
    table.forEach(
        (key, value) -> {
          out.append(out.isEmpty() || out.charAt(out.length() - 1) == '\n' ? indent : "");
          out.append(PythonJson.ordered(key.toString())).append(':');
          if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
            out.append('\n');
            yaml(inner, indent + "  ", out);
          } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            for (Object element : list) {
              out.append(indent).append("- ");
              if (element instanceof Map<?, ?> inner) {
                yaml(inner, indent + "  ", out);
              } else {
                out.append(PythonJson.ordered(element)).append('\n');
              }
            }
          } else {
            out.append(' ').append(PythonJson.ordered(value)).append('\n');
          }
        });
  }
}
