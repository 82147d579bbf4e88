package io.metaxy.core.config;

import io.metaxy.ErrorCode;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.tree.Merge;
import io.metaxy.core.tree.Node;
import io.metaxy.core.tree.Source;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings from the environment, as the Python library takes them: {@code METAXY_PROJECT}, {@code
 * METAXY_STORES__DEV__CONFIG__DATABASE}; the case of a name does not matter. Tables and lists are
 * JSON. A variable that names no setting is let be.
 */
final class Overrides {
  private static final String PREFIX = "metaxy_";
  private static final String VARIABLE = "environment variable ";

  // A table as JSON first, then what changes values inside it.
  private static final Comparator<Map.Entry<String, String>> SHORT_PATHS_FIRST =
      Comparator.<Map.Entry<String, String>>comparingInt(entry -> path(entry.getKey()).size())
          .thenComparing(Map.Entry.comparingByKey());

  private Overrides() {}

  /** The settings of {@code environment} as one table. */
  static Node of(Map<String, String> environment) {
    Node settings = Node.table(source("environment"), Map.of());
    List<Map.Entry<String, String>> variables =
        environment.entrySet().stream()
            .filter(variable -> variable.getKey().toLowerCase(Locale.ROOT).startsWith(PREFIX))
            .sorted(SHORT_PATHS_FIRST)
            .toList();
    for (Map.Entry<String, String> variable : variables) {
      List<String> path = path(variable.getKey());
      if (isSetting(path)) {
        settings = Merge.deep(settings, setting(variable.getKey(), path, variable.getValue()));
      }
    }
    return settings;
  }

  /** Whether {@code node} was set by a variable. */
  static boolean isSourceOf(Node node) {
    return node.source().name().startsWith(VARIABLE);
  }

  private static List<String> path(String name) {
    return Arrays.asList(name.toLowerCase(Locale.ROOT).substring(PREFIX.length()).split("__", -1));
  }

  private static boolean isSetting(List<String> path) {
    return path.size() == 1
        ? ConfigKeys.TOP.contains(path.get(0))
        : path.get(0).equals(ConfigKeys.STORES) || path.get(0).equals(ConfigKeys.EXTENSIONS);
  }

  private static Node setting(String name, List<String> path, String text) {
    Source source = source(VARIABLE + name);
    Node value = Node.ofPlain(source, value(source, path, text));
    for (int i = path.size() - 1; i >= 0; i--) {
      Map<String, Node> entries = new LinkedHashMap<>();
      entries.put(path.get(i), value);
      value = Node.table(source, entries);
    }
    return value;
  }

  private static @Nullable Object value(Source source, List<String> path, String text) {
    boolean table = isTable(path);
    if (!table && !(path.get(0).equals(ConfigKeys.EXTENSIONS) && text.startsWith("["))) {
      return text;
    }
    return JsonText.value(source, text);
  }

  /** Whether the value at {@code path} is a table or list, and so JSON. */
  private static boolean isTable(List<String> path) {
    if (path.get(0).equals(ConfigKeys.STORES)) {
      return path.size() < 3 || (path.size() == 3 && path.get(2).equals(ConfigKeys.CONFIG));
    }
    return path.get(0).equals(ConfigKeys.EXTENSIONS)
        ? path.size() < 3
        : ConfigKeys.COMPLEX.contains(path.get(0));
  }

  private static Source source(String name) {
    return new Source(name, ErrorCode.INVALID_CONFIG);
  }
}
