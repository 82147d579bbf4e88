package io.metaxy.core.store;

import io.metaxy.HashAlgorithm;
import io.metaxy.Project;
import io.metaxy.core.plan.RelationalBackend;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.StoreEngine;
import io.metaxy.spi.StoreSettings;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;

/** The store as {@link io.metaxy.Metaxy} finds it. */
public final class CoreEngine implements StoreEngine {

  /** For {@link java.util.ServiceLoader}. */
  public CoreEngine() {}

  @Override
  public MetadataStore open(StoreSettings settings) {
    BackendProvider provider = Backends.named(settings.backend());
    Backend backend =
        provider.open(
            Backends.check(
                provider,
                new BackendConfig(settings.name(), settings.directory(), settings.options())));
    HashAlgorithm algorithm = settings.hashAlgorithm();
    return new CoreStore(
        new StoreContext(
            settings.name(),
            (RelationalBackend) backend,
            settings.features(),
            algorithm != null ? algorithm : backend.defaultHashAlgorithm(),
            settings.hashTruncationLength(),
            settings.clock()));
  }

  @Override
  public Project project(Path directory) {
    throw new UnsupportedOperationException();
  }
}
