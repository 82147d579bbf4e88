package io.metaxy.core.store;

import io.metaxy.FeatureGraph;
import io.metaxy.Project;
import io.metaxy.core.config.MetaxyConfig;
import io.metaxy.core.config.StoreConfig;
import io.metaxy.core.feature.ProjectFeatures;
import io.metaxy.spi.FallbackStore;
import io.metaxy.spi.StoreEngine;
import io.metaxy.spi.StoreSettings;
import io.metaxy.store.AccessMode;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** A project as its configuration says. */
final class CoreProject implements Project {
  private final StoreEngine engine;
  private final MetaxyConfig config;
  private final FeatureGraph features;

  CoreProject(StoreEngine engine, MetaxyConfig config) {
    this.engine = engine;
    this.config = config;
    this.features = ProjectFeatures.of(config);
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
  public FeatureGraph features() {
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
    config.checkFallbacks(name);
    StoreConfig store = config.store(name);
    return engine.open(
        new StoreSettings(
            store.name(),
            store.type(),
            store.options(),
            config.directory(),
            features,
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
