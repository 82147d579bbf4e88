package io.metaxy.core.store;

import io.metaxy.FeatureGraph;
import io.metaxy.HashAlgorithm;
import io.metaxy.MetaxyException;
import io.metaxy.Project;
import io.metaxy.core.config.MetaxyConfig;
import io.metaxy.core.hash.TextHash;
import io.metaxy.core.inprocess.InProcessBackend;
import io.metaxy.core.plan.PlannedHash;
import io.metaxy.core.plan.RelationalBackend;
import io.metaxy.core.version.GraphVersions;
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
    try {
      return opened(settings);
    } catch (MetaxyException e) {
      throw e.in(null, settings.backend(), "open");
    }
  }

  private static MetadataStore opened(StoreSettings settings) {
    BackendProvider provider = Backends.named(settings.backend());
    Backend backend =
        provider.open(
            Backends.check(
                provider,
                new BackendConfig(
                    settings.name(), settings.directory(), settings.options(), settings.mode())));
    try {
      RelationalBackend engine =
          backend instanceof RelationalBackend relational
              ? relational
              : new InProcessBackend(backend);
      return new CoreStore(context(settings, engine));
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  private static StoreContext context(StoreSettings settings, RelationalBackend backend) {
    FeatureGraph features = PushedGraph.addTo(settings.features(), settings.project(), backend);
    HashAlgorithm named = settings.hashAlgorithm();
    HashAlgorithm algorithm = named != null ? named : backend.defaultHashAlgorithm();
    return new StoreContext(
        settings.name(),
        backend,
        features,
        settings.project(),
        new GraphVersions(features, settings.project(), settings.hashTruncationLength()),
        TextHash.of(algorithm, settings.hashTruncationLength()),
        new PlannedHash(algorithm, settings.hashTruncationLength()),
        algorithm,
        settings.clock(),
        settings.mode(),
        new Fallbacks(settings.name(), algorithm, settings.fallbacks()));
  }

  @Override
  public Project project(Path directory) {
    return new CoreProject(this, MetaxyConfig.find(directory));
  }
}
