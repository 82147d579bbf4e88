package io.metaxy.tck;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.Capability;
import io.metaxy.spi.FolderBackend;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * How the kit gets at stores of a backend. An author says two things: the backend's name and how a
 * fresh store is configured.
 */
public abstract class StoreHarness {

  /** The backend's name. */
  public abstract String backend();

  /**
   * The options of a store that nobody used before.
   *
   * @param folder an empty folder for it, removed after the test
   */
  public abstract Map<String, Object> freshOptions(Path folder);

  /** What the backend cannot do; the kit checks that it refuses it. */
  public Set<Capability> missing() {
    return Set.of();
  }

  /**
   * A file without which a store cannot be read: that of the table of feature {@code predictions},
   * or the only one. The kit cuts it and puts something else in its place (rule F2). A {@link
   * FolderBackend} is asked for it; empty if a store is in no file.
   */
  public Optional<Path> file(Map<String, Object> options) {
    try (Backend backend = openBackend(options)) {
      return backend instanceof FolderBackend files
          ? Optional.of(files.file(FeatureKey.of("predictions").tableName()))
          : Optional.empty();
    }
  }

  /** Opens a store. */
  public MetadataStore open(Map<String, Object> options, FeatureGraph features, Clock clock) {
    var builder = Metaxy.store(backend()).features(features).project("kit").clock(clock);
    options.forEach(builder::option);
    return builder.open();
  }

  /** Opens the engine behind a store, to do what a foreign writer might. */
  public Backend openBackend(Map<String, Object> options) {
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.name().equals(backend())) {
        return provider.open(new BackendConfig("kit", Path.of(""), options));
      }
    }
    throw new AssertionError("no provider of backend " + backend() + " is on the class path");
  }

  /** The key that {@code text} names (rule K1). */
  public FeatureKey key(String text) {
    return FeatureKey.of(text);
  }

  /** The graph of {@code specs} (rule K2). */
  public FeatureGraph graph(FeatureSpec... specs) {
    return FeatureGraph.of(specs);
  }
}
