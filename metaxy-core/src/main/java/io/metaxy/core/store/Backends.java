package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import io.metaxy.spi.NearMiss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/** The backends on the class path, chosen by name. */
public final class Backends {
  /** Names of ours, for the hint which module is missing. */
  private static final List<String> MODULES = List.of("sqlite", "duckdb", "clickhouse", "iceberg");

  private Backends() {}

  /** All providers, sorted by name. */
  public static List<BackendProvider> all() {
    List<BackendProvider> providers = new ArrayList<>();
    ServiceLoader.load(BackendProvider.class).forEach(providers::add);
    providers.sort(Comparator.comparing(BackendProvider::name));
    return providers;
  }

  /**
   * The provider that is called {@code name} or has it as an alias.
   *
   * @throws MetaxyException {@code UNKNOWN_BACKEND} if there is none or more than one
   */
  public static BackendProvider named(String name) {
    List<BackendProvider> all = all();
    List<BackendProvider> found =
        all.stream().filter(p -> p.name().equals(name) || p.aliases().contains(name)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> names = all.stream().map(BackendProvider::name).toList();
    if (found.isEmpty()) {
      throw new MetaxyException(
          ErrorCode.UNKNOWN_BACKEND,
          "No backend on the class path is called '" + name + "'.",
          NearMiss.suggestion(name, names) + module(name));
    }
    throw new MetaxyException(
        ErrorCode.UNKNOWN_BACKEND,
        "More than one backend is called "
            + name
            + ": "
            + String.join(", ", found.stream().map(p -> p.getClass().getName()).toList())
            + ".",
        "Take all but one off the class path.");
  }

  private static String module(String name) {
    return MODULES.stream()
        .filter(m -> name.toLowerCase(Locale.ROOT).contains(m))
        .findFirst()
        .map(m -> " Add the module metaxy-" + m + ".")
        .orElse(" Add the module that has it, or mend the store's type.");
  }

  /** Refuses options that {@code provider} does not know. */
  static BackendConfig check(BackendProvider provider, BackendConfig config) {
    List<String> known = provider.options().stream().map(ConfigOption::name).toList();
    for (Map.Entry<String, Object> option : config.options().entrySet()) {
      if (!known.contains(option.getKey())) {
        throw new MetaxyException(
            ErrorCode.INVALID_CONFIG,
            "Backend " + provider.name() + " has no option '" + option.getKey() + "'.",
            NearMiss.suggestion(option.getKey(), known));
      }
    }
    return config;
  }
}
