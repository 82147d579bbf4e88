package io.metaxy.spi;

import io.metaxy.Project;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;

/**
 * The store itself, which {@code metaxy-core} provides; {@link io.metaxy.Metaxy} finds it with
 * {@link java.util.ServiceLoader}. Not for backends.
 */
public interface StoreEngine {

  /** Opens a store. */
  MetadataStore open(StoreSettings settings);

  /** Reads the project whose {@code metaxy.toml} is found from {@code directory} upwards. */
  Project project(Path directory);
}
