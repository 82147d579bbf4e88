package io.metaxy.core.config;

import io.metaxy.HashAlgorithm;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configured store.
 *
 * @param name its name
 * @param type the backend's name or alias
 * @param hashAlgorithm how provenance is hashed; null means the backend's default
 * @param fallbackStores the names of the stores that are read where it has no table, in this order
 * @param options the backend's options, values as in the file
 */
public record StoreConfig(
    String name,
    String type,
    @Nullable HashAlgorithm hashAlgorithm,
    List<String> fallbackStores,
    Map<String, Object> options) {
  public StoreConfig {
    fallbackStores = List.copyOf(fallbackStores);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** Without the options, among which may be secrets. */
  @Override
  public String toString() {
    return "store " + name + " of type " + type;
  }
}
