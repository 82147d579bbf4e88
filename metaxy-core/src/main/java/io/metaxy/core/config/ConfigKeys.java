package io.metaxy.core.config;

import java.util.Set;

/** The keys that a configuration may hold, the Python library's and ours. */
final class ConfigKeys {
  static final String STORE = "store";
  static final String STORES = "stores";
  static final String PROJECT = "project";
  static final String LENGTH = "hash_truncation_length";
  static final String CREATE = "auto_create_tables";
  static final String MAPS = "enable_map_datatype";
  static final String LOCK = "metaxy_lock_path";
  static final String EXTRA = "extra_features";
  static final String EXTEND = "extend";
  static final String EXTENSIONS = "ext";

  /** Our table below {@link #EXTENSIONS}, where the Python library lets foreign tables be. */
  static final String JAVA = "java";

  static final String FEATURES = "features";

  static final Set<String> TOP =
      Set.of(
          STORE,
          STORES,
          PROJECT,
          LENGTH,
          CREATE,
          MAPS,
          LOCK,
          EXTEND,
          EXTENSIONS,
          "entrypoints",
          "theme",
          "locked",
          "sync",
          EXTRA);

  /** Those whose value is not a single text, number or boolean. */
  static final Set<String> COMPLEX = Set.of(STORES, EXTENSIONS, "entrypoints", EXTRA);

  static final Set<String> OURS = Set.of("enable", FEATURES);

  static final String TYPE = "type";
  static final String CONFIG = "config";
  static final Set<String> STORE_KEYS = Set.of(TYPE, CONFIG);

  static final String HASH = "hash_algorithm";
  static final String FALLBACKS = "fallback_stores";

  /** Options that are the store's, not its backend's. */
  static final Set<String> STORE_OPTIONS = Set.of(HASH, FALLBACKS);

  /** Options of every Python store that have no meaning here. */
  static final Set<String> IGNORED_OPTIONS = Set.of("versioning_engine", "auto_create_tables");

  private ConfigKeys() {}
}
