package io.metaxy.core.store;

import io.metaxy.FeatureGraph;
import io.metaxy.LockReceipt;
import io.metaxy.Project;
import io.metaxy.core.config.MetaxyConfig;
import io.metaxy.core.config.StoreConfig;
import io.metaxy.core.feature.ProjectFeatures;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.spi.FallbackStore;
import io.metaxy.spi.StoreEngine;
import io.metaxy.spi.StoreSettings;
import io.metaxy.store.AccessMode;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A project as its configuration says. */
final class CoreProject implements Project {
  private final StoreEngine engine;
  private final MetaxyConfig config;
  private @Nullable FeatureGraph features;

  CoreProject(StoreEngine engine, MetaxyConfig config) {
    this.engine = engine;
    this.config = config;
  }

  @Override
  public String name() {
    return Objects.requireNonNullElseGet(
        config.project(), () -> String.valueOf(config.directory().getFileName()));
  }

  @Override
  public Path file() {
    return Objects.requireNonNullElseGet(
        config.file(), () -> config.directory().resolve("metaxy.toml"));
  }

  @Override
  public synchronized FeatureGraph features() {
    if (features == null) {
      features = ProjectFeatures.of(config);
    }
    return features;
  }

  @Override
  public List<String> stores() {
    return List.copyOf(config.stores().keySet());
  }

  @Override
  public String defaultStore() {
    return config.defaultStore();
  }

  @Override
  public MetadataStore open(String name, AccessMode mode) {
    return open(name, mode, features());
  }

  @Override
  public VersionedGraph graph() {
    return CurrentGraph.of(
        features(),
        new GraphVersions(features(), config.project(), config.hashTruncationLength()),
        name());
  }

  @Override
  public Path lockFile() {
    return config.lockFile();
  }

  @Override
  public LockReceipt lock(String store, Path file) {
    config.store(store); // one that is not there is an error even if nothing is to be looked up
    // Without the lock file: a broken one must not keep its successor from being written.
    FeatureGraph unlocked = ProjectFeatures.unlocked(config);
    return new Locker(config, unlocked).lock(() -> open(store, AccessMode.READ, unlocked), file);
  }

  private MetadataStore open(String name, AccessMode mode, FeatureGraph graph) {
    config.checkFallbacks(name);
    StoreConfig store = config.store(name);
    return engine.open(
        new StoreSettings(
            store.name(),
            store.type(),
            store.options(),
            config.directory(),
            graph,
            config.project(),
            store.hashAlgorithm(),
            config.hashTruncationLength(),
            Clock.systemUTC(),
            mode,
            store.fallbackStores().stream().map(this::fallback).toList()));
  }

  private FallbackStore fallback(String name) {
    return new FallbackStore(name, () -> open(name, AccessMode.READ), FallbackStore.Owner.STORE);
  }
}
