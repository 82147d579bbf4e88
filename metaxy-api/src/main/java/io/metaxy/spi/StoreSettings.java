package io.metaxy.spi;

import io.metaxy.FeatureGraph;
import io.metaxy.HashAlgorithm;
import io.metaxy.store.AccessMode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a store is opened with.
 *
 * @param name the store's name, for messages
 * @param backend the provider's name or alias
 * @param options the backend's options
 * @param directory where relative paths start
 * @param features the features that the store knows
 * @param project the project of features that name none; null if there is none
 * @param hashAlgorithm how provenance is hashed; null means the backend's default
 * @param hashTruncationLength how many characters of a hash are kept, at least 8
 * @param clock the client's clock (rule T1)
 * @param mode what the store is opened for
 * @param fallbacks the stores that are read where it has no table, in this order
 */
public record StoreSettings(
    String name,
    String backend,
    Map<String, Object> options,
    Path directory,
    FeatureGraph features,
    @Nullable String project,
    @Nullable HashAlgorithm hashAlgorithm,
    int hashTruncationLength,
    Clock clock,
    AccessMode mode,
    List<FallbackStore> fallbacks) {
  public StoreSettings {
    options = Map.copyOf(options);
    fallbacks = List.copyOf(fallbacks);
  }

  /** Without the options, among which may be secrets. */
  @Override
  public String toString() {
    return "settings of store " + name + " of backend " + backend;
  }
}
