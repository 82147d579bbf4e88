package io.metaxy.core.config;

import io.metaxy.ErrorCode;
import io.metaxy.core.tree.Merge;
import io.metaxy.core.tree.Node;
import io.metaxy.core.tree.Source;
import io.metaxy.core.tree.TomlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds and reads {@code metaxy.toml}, or the table {@code tool.metaxy} of {@code pyproject.toml}.
 */
final class ConfigFiles {
  private static final String METAXY = "metaxy.toml";
  private static final String PYPROJECT = "pyproject.toml";

  private ConfigFiles() {}

  /** The file in {@code directory}, or else in the nearest folder above that has one. */
  static Optional<Path> find(Path directory) {
    for (Path folder = directory.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      Path own = folder.resolve(METAXY);
      if (Files.exists(own)) {
        return Optional.of(own);
      }
      Path python = folder.resolve(PYPROJECT);
      if (Files.exists(python) && !table(python).table().isEmpty()) {
        return Optional.of(python);
      }
    }
    return Optional.empty();
  }

  /**
   * The table of {@code file} over those that it extends.
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_CONFIG} if files extend each other in a circle
   */
  static Node read(Path file) {
    return read(file.toAbsolutePath().normalize(), new LinkedHashSet<>());
  }

  private static Node read(Path file, Set<Path> seen) {
    seen.add(file);
    Node table = table(file);
    Optional<Node> extended = table.find(ConfigKeys.EXTEND);
    if (extended.isEmpty()) {
      return table;
    }
    Path base = file.resolveSibling(extended.get().text()).normalize();
    if (seen.contains(base)) {
      throw extended.get().error("goes round in a circle.", "Let one of " + seen + " end it.");
    }
    if (!Files.exists(base)) {
      throw extended.get().error("names " + base + ", which does not exist.", "Mend the path.");
    }
    Node below = read(base, seen);
    Map<String, Node> rest = new LinkedHashMap<>(table.table());
    rest.remove(ConfigKeys.EXTEND);
    return Merge.extending(below, Node.table(source(file), rest));
  }

  private static Node table(Path file) {
    Node root = TomlFile.read(file, ErrorCode.INVALID_CONFIG);
    if (!file.endsWith(PYPROJECT)) {
      return root;
    }
    return root.find("tool")
        .flatMap(tool -> tool.find("metaxy"))
        .orElseGet(() -> Node.table(source(file), Map.of()));
  }

  private static Source source(Path file) {
    return new Source(file.toString(), ErrorCode.INVALID_CONFIG);
  }
}
