package io.metaxy.core.config;

import io.metaxy.HashAlgorithm;
import io.metaxy.core.hash.HashLength;
import io.metaxy.core.tree.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a configuration of its merged values. */
final class ConfigReader {
  private static final Pattern PROJECT = Pattern.compile("[a-zA-Z0-9_-]+");

  private final @Nullable Path file;
  private final Path directory;
  private final Node root;

  ConfigReader(@Nullable Path file, Path directory, Node root) {
    this.file = file;
    this.directory = directory;
    this.root = root;
  }

  MetaxyConfig read() {
    root.allowOnly(
        ConfigKeys.TOP,
        Map.of(
            ConfigKeys.FEATURES, "Put it below [ext.java], where the Python library lets it be."));
    Map<String, StoreConfig> stores = stores();
    return new MetaxyConfig(
        file,
        directory,
        root.find(ConfigKeys.PROJECT).map(ConfigReader::project).orElse(null),
        defaultStore(stores),
        stores,
        root.find(ConfigKeys.LENGTH)
            .map(node -> node.located(() -> new HashLength(node.integer()).characters()))
            .orElse(MetaxyConfig.DEFAULT_LENGTH),
        root.find(ConfigKeys.CREATE).map(Node::flag).orElse(false),
        root.find(ConfigKeys.MAPS).map(Node::flag).orElse(false),
        featureFiles(),
        directory
            .resolve(root.find(ConfigKeys.LOCK).map(Node::text).orElse("metaxy.lock"))
            .normalize(),
        root.find(ConfigKeys.EXTRA)
            .map(node -> node.list().stream().map(FeatureSelection::read).toList())
            .orElse(List.of()),
        Settings.of(root));
  }

  private static String project(Node node) {
    String name = node.text();
    if (!PROJECT.matcher(name).matches() || name.contains("__")) {
      throw node.error(
          "is '" + name + "'.", "Use letters, digits, - and _, and no two _ in a row.");
    }
    return name;
  }

  /** The one that is named; where none is, the only one there is will do. */
  private String defaultStore(Map<String, StoreConfig> stores) {
    Optional<String> named = root.find(ConfigKeys.STORE).map(Node::text);
    if (named.isPresent()) {
      return named.get();
    }
    return stores.size() == 1 ? stores.keySet().iterator().next() : MetaxyConfig.DEFAULT_STORE;
  }

  private Map<String, StoreConfig> stores() {
    Map<String, StoreConfig> stores = new LinkedHashMap<>();
    root.find(ConfigKeys.STORES)
        .ifPresent(
            table ->
                table
                    .table()
                    .forEach(
                        (name, node) -> {
                          if (!isStray(node)) {
                            stores.put(name, store(name, node));
                          }
                        }));
    return stores;
  }

  /** Variables of the environment may speak of stores that this configuration does not have. */
  private static boolean isStray(Node store) {
    return Overrides.isSourceOf(store) && store.find(ConfigKeys.TYPE).isEmpty();
  }

  private static StoreConfig store(String name, Node node) {
    node.allowOnly(ConfigKeys.STORE_KEYS);
    Map<String, Object> options = new LinkedHashMap<>();
    Optional<Node> config = node.find(ConfigKeys.CONFIG);
    config.ifPresent(
        table ->
            table
                .table()
                .forEach(
                    (key, option) -> {
                      Object value = option.plain();
                      if (value != null
                          && !ConfigKeys.STORE_OPTIONS.contains(key)
                          && !ConfigKeys.IGNORED_OPTIONS.contains(key)) {
                        options.put(key, value);
                      }
                    }));
    return new StoreConfig(
        name,
        node.require(ConfigKeys.TYPE).text(),
        config
            .flatMap(table -> table.find(ConfigKeys.HASH))
            .map(hash -> hash.located(() -> HashAlgorithm.of(hash.text())))
            .orElse(null),
        config
            .flatMap(table -> table.find(ConfigKeys.FALLBACKS))
            .map(names -> names.list().stream().map(Node::text).toList())
            .orElse(List.of()),
        options);
  }

  private List<Path> featureFiles() {
    List<Path> files = new ArrayList<>();
    Optional<Node> named =
        root.find(ConfigKeys.EXTENSIONS)
            .flatMap(table -> table.find(ConfigKeys.JAVA))
            .flatMap(
                java -> {
                  java.allowOnly(ConfigKeys.OURS);
                  return java.find(ConfigKeys.FEATURES);
                });
    if (named.isPresent()) {
      named.get().list().forEach(node -> files.add(existing(node)));
    } else {
      addIfThere(files, directory.resolve("features.toml"));
    }
    return files.stream().distinct().toList();
  }

  private Path existing(Node node) {
    Path path = directory.resolve(node.text()).normalize();
    if (!Files.exists(path)) {
      throw node.error("names " + path + ", which does not exist.", "Mend the path.");
    }
    return path;
  }

  private static void addIfThere(List<Path> files, Path path) {
    if (Files.exists(path)) {
      files.add(path);
    }
  }
}
