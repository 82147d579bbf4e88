package io.metaxy.core.feature;

import io.metaxy.core.json.CodePoints;
import io.metaxy.core.json.PythonJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes TOML: a table per header to a given depth, tables below it in a line; keys sorted, so that
 * the same values are always the same text. TOML has no null: entries of that value are left out,
 * as the Python library leaves them out.
 */
final class TomlText {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

  private final int depth;
  private final StringBuilder out = new StringBuilder();

  private TomlText(int depth) {
    this.depth = depth;
  }

  /** {@code table}, whose tables down to {@code depth} levels have a header each. */
  static String of(Map<String, ? extends @Nullable Object> table, int depth) {
    TomlText text = new TomlText(depth);
    text.table("", 0, sorted(table));
    return text.out.toString();
  }

  private void table(String path, int level, Map<String, Object> table) {
    Map<String, Object> lines = new LinkedHashMap<>(table);
    Map<String, Map<?, ?>> below = new LinkedHashMap<>();
    table.forEach(
        (key, value) -> {
          if (level < depth && value instanceof Map<?, ?> inner) {
            lines.remove(key);
            below.put(key, inner);
          }
        });
    if (level > 0 && (!lines.isEmpty() || below.isEmpty())) {
      out.append(out.isEmpty() ? "" : "\n").append('[').append(path).append("]\n");
    }
    lines.forEach(
        (key, value) -> out.append(key(key)).append(" = ").append(value(value)).append('\n'));
    below.forEach(
        (key, inner) ->
            table(path.isEmpty() ? key(key) : path + "." + key(key), level + 1, sorted(inner)));
  }

  private static Map<String, Object> sorted(Map<?, ?> table) {
    Map<String, Object> sorted = new TreeMap<>(CodePoints.ORDER);
    table.forEach(
        (key, value) -> {
          if (value != null) {
            sorted.put(key.toString(), value);
          }
        });
    return sorted;
  }

  private static String key(String key) {
    return BARE.matcher(key).matches() ? key : text(key);
  }

  private static String value(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Map<?, ?> table) {
      return sorted(table).entrySet().stream()
          .map(entry -> key(entry.getKey()) + " = " + value(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream()
          .filter(element -> element != null)
          .map(TomlText::value)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    }
    return value.toString();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : PythonJson.ordered(value);
  }

  private static String text(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                  if (c < 0x20 || c == 0x7f) {
                    quoted.append(String.format("\\u%04x", c));
                  } else {
                    quoted.append((char) c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }
}
