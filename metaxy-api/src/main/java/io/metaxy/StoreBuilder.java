package io.metaxy;

import io.metaxy.spi.FallbackStore;
import io.metaxy.spi.StoreEngine;
import io.metaxy.spi.StoreSettings;
import io.metaxy.store.AccessMode;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens a store without a {@code metaxy.toml}; made by {@link Metaxy#store}. */
public final class StoreBuilder {
  private final StoreEngine engine;
  private final String backend;
  private final Map<String, Object> options = new LinkedHashMap<>();
  private FeatureGraph features = FeatureGraph.empty();
  private @Nullable String project;
  private @Nullable HashAlgorithm hashAlgorithm;
  private int hashTruncationLength = 8;
  private Clock clock = Clock.systemUTC();
  private AccessMode mode = AccessMode.WRITE;
  private final List<FallbackStore> fallbacks = new ArrayList<>();

  StoreBuilder(StoreEngine engine, String backend) {
    this.engine = engine;
    this.backend = backend;
  }

  /** Sets an option of the backend, such as {@code database}. */
  public StoreBuilder option(String name, Object value) {
    options.put(name, value instanceof Path ? value.toString() : value);
    return this;
  }

  /** Adds features. */
  public StoreBuilder features(FeatureSpec... specs) {
    for (FeatureSpec spec : Arrays.asList(specs)) {
      features = features.with(FeatureDefinition.of(spec));
    }
    return this;
  }

  /** Sets the features, in place of those added so far. */
  public StoreBuilder features(FeatureGraph graph) {
    features = graph;
    return this;
  }

  /** Sets the project of features that name none; it goes into the project version. */
  public StoreBuilder project(String name) {
    project = name;
    return this;
  }

  /** Sets how provenance is hashed; without it, the backend's default. */
  public StoreBuilder hashAlgorithm(HashAlgorithm algorithm) {
    hashAlgorithm = algorithm;
    return this;
  }

  /** Sets how many characters of a hash are kept, at least 8; without it, 8. */
  public StoreBuilder hashTruncationLength(int characters) {
    hashTruncationLength = characters;
    return this;
  }

  /** Sets the client's clock (rule T1); without it, the system's. */
  public StoreBuilder clock(Clock clientClock) {
    clock = clientClock;
    return this;
  }

  /** Opens the store for reading alone: what would change it fails as {@code READ_ONLY}. */
  public StoreBuilder readOnly() {
    mode = AccessMode.READ;
    return this;
  }

  /**
   * Adds a store to read where this one has no table of a feature; of several the first that has it
   * counts. It knows the same features and hashes provenance in the same way, is never written, and
   * is not closed with this store.
   */
  public StoreBuilder fallback(MetadataStore store) {
    fallbacks.add(FallbackStore.of(store));
    return this;
  }

  /**
   * Opens the store.
   *
   * @throws MetaxyException {@code UNKNOWN_BACKEND}, {@code INVALID_CONFIG}, {@code
   *     UNREADABLE_STORE}, {@code UNREACHABLE}
   */
  public MetadataStore open() {
    return engine.open(
        new StoreSettings(
            backend,
            backend,
            options,
            Path.of("").toAbsolutePath(),
            features,
            project,
            hashAlgorithm,
            hashTruncationLength,
            clock,
            mode,
            fallbacks));
  }
}
