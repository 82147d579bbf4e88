package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import io.metaxy.spi.NearMiss;
import java.util.ArrayList;
import java.util.Collection;
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

  /** Refuses options that {@code provider} does not know, and values that are not of their kind. */
  static BackendConfig check(BackendProvider provider, BackendConfig config) {
    List<String> known = provider.options().stream().map(ConfigOption::name).toList();
    for (String option : config.options().keySet()) {
      if (!known.contains(option)) {
        throw new MetaxyException(
            ErrorCode.INVALID_CONFIG,
            "Backend " + provider.name() + " has no option '" + option + "'.",
            NearMiss.suggestion(option, known));
      }
    }
    provider.options().forEach(option -> checkKind(option, config));
    return config;
  }

  private static void checkKind(ConfigOption option, BackendConfig config) {
    Object value = config.options().get(option.name());
    if (value == null) {
      return;
    }
    switch (option.type()) {
      case BOOLEAN -> config.flag(option.name(), false);
      case INTEGER -> config.number(option.name(), 0);
      case MILLISECONDS -> config.milliseconds(option.name(), 0);
      case TABLE -> requireKind(value instanceof Map, option, config, "a table");
      case TEXT, PATH, SECRET ->
          requireKind(
              !(value instanceof Map || value instanceof Collection), option, config, "one text");
    }
  }

  /** Without the value, which may be a secret. */
  private static void requireKind(
      boolean right, ConfigOption option, BackendConfig config, String kind) {
    if (!right) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "Option " + option.name() + " of store " + config.store() + " is not " + kind + ".",
          "It is: " + option.documentation());
    }
  }
}
