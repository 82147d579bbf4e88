package io.metaxy.core.config;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.tree.Merge;
import io.metaxy.core.tree.Node;
import io.metaxy.spi.NearMiss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a project: {@code metaxy.toml}, and variables {@code METAXY_…} of the
 * environment over it. The same file serves the Python library, whose keys that mean nothing here
 * are let be. Relative paths start at the file's folder.
 *
 * @param file the file; null if all is from the environment
 * @param directory where relative paths start
 * @param project the project's name; null if it has none
 * @param defaultStore the name of the store that is meant when none is named
 * @param stores the stores, by name
 * @param hashTruncationLength how many characters of a hash are kept
 * @param autoCreateTables the Python library's setting of that name
 * @param enableMapDatatype the Python library's setting of that name
 * @param featureFiles the feature files
 * @param lockFile where the lock file is, or would be
 * @param extraFeatures features of other projects to lock beside those that are depended on
 * @param settings every value with its origin, secrets hidden
 */
public record MetaxyConfig(
    @Nullable Path file,
    Path directory,
    @Nullable String project,
    String defaultStore,
    Map<String, StoreConfig> stores,
    int hashTruncationLength,
    boolean autoCreateTables,
    boolean enableMapDatatype,
    List<Path> featureFiles,
    Path lockFile,
    List<FeatureSelection> extraFeatures,
    List<Setting> settings) {
  /** The default store of a configuration that names none. */
  public static final String DEFAULT_STORE = "dev";

  /** The hash length of a configuration that names none. */
  public static final int DEFAULT_LENGTH = 8;

  private static final String FILE_VARIABLE = "METAXY_CONFIG";

  public MetaxyConfig {
    stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores));
    featureFiles = List.copyOf(featureFiles);
    extraFeatures = List.copyOf(extraFeatures);
    settings = List.copyOf(settings);
  }

  /** The configuration that is found from {@code directory} with this process's environment. */
  public static MetaxyConfig find(Path directory) {
    return find(directory, System.getenv());
  }

  /**
   * The configuration of the file that {@code METAXY_CONFIG} names, or of the nearest {@code
   * metaxy.toml} (or {@code pyproject.toml} with a table {@code tool.metaxy}) in {@code directory}
   * or above; without a file, of the environment alone.
   *
   * @throws MetaxyException {@code INVALID_CONFIG} with file, line and key, if something is wrong,
   *     or there is neither a file nor a store in the environment
   */
  public static MetaxyConfig find(Path directory, Map<String, String> environment) {
    String named = environment.get(FILE_VARIABLE);
    if (named != null && !named.isEmpty()) {
      return read(existing(directory.resolve(named)), environment);
    }
    Optional<Path> found = ConfigFiles.find(directory);
    if (found.isPresent()) {
      return read(found.get(), environment);
    }
    Node overrides = Overrides.of(environment);
    if (overrides.find(ConfigKeys.STORES).isEmpty()) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "No metaxy.toml is in " + directory.toAbsolutePath().normalize() + " or above it.",
          "Write one, go to the project's folder, or name the file in " + FILE_VARIABLE + ".");
    }
    return new ConfigReader(null, directory.toAbsolutePath().normalize(), overrides).read();
  }

  /**
   * The configuration of {@code file}.
   *
   * @throws MetaxyException {@code INVALID_CONFIG} with file, line and key, if something is wrong
   */
  public static MetaxyConfig read(Path file, Map<String, String> environment) {
    Path absolute = file.toAbsolutePath().normalize();
    Node values = Merge.texts(ConfigFiles.read(absolute), new Expansion(environment)::expand);
    Node all = Merge.deep(values, Overrides.of(environment));
    Path folder = absolute.getParent();
    return new ConfigReader(absolute, folder == null ? absolute : folder, all).read();
  }

  private static Path existing(Path file) {
    if (!Files.exists(file)) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          FILE_VARIABLE + " names " + file + ", which does not exist.",
          "Mend the variable or unset it.");
    }
    return file;
  }

  /**
   * The store {@code name}.
   *
   * @throws MetaxyException {@code UNKNOWN_STORE} with the near misses
   */
  public StoreConfig store(String name) {
    StoreConfig store = stores.get(name);
    if (store == null) {
      throw new MetaxyException(
          ErrorCode.UNKNOWN_STORE,
          "No store named '" + name + "' is configured.",
          stores.isEmpty()
              ? "Add [stores." + name + "] with a type and a config to metaxy.toml."
              : NearMiss.suggestion(name, stores.keySet()));
    }
    return store;
  }

  /**
   * Checks the stores that the store {@code name} falls back to, and theirs.
   *
   * @throws MetaxyException {@code UNKNOWN_STORE} with the near misses; {@code INVALID_CONFIG} if
   *     one falls back to itself
   */
  public void checkFallbacks(String name) {
    checkFallbacks(name, List.of());
  }

  private void checkFallbacks(String name, List<String> path) {
    List<String> longer = Stream.concat(path.stream(), Stream.of(name)).toList();
    if (path.contains(name)) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "Stores fall back to each other in a circle: " + String.join(" -> ", longer) + ".",
          "Take one out of the other's fallback_stores.");
    }
    store(name).fallbackStores().forEach(next -> checkFallbacks(next, longer));
  }
}
