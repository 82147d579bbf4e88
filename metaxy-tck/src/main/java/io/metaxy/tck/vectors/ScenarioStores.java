package io.metaxy.tck.vectors;

import static io.metaxy.tck.vectors.VectorFiles.list;
import static io.metaxy.tck.vectors.VectorFiles.object;

import io.metaxy.FeatureGraph;
import io.metaxy.HashAlgorithm;
import io.metaxy.Metaxy;
import io.metaxy.store.AccessMode;
import io.metaxy.store.MetadataStore;
import io.metaxy.tck.ForwardingStore;
import io.metaxy.tck.StoreHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stores of a story, by name; each is opened for one step. */
final class ScenarioStores {
  /** The store of a step that names none. */
  static final String DEFAULT = "a";

  private final StoreHarness harness;
  private final Path folder;
  private final Map<String, @Nullable Object> scenario;
  private final Clock clock;
  private final Map<String, Map<String, Object>> options = new HashMap<>();

  ScenarioStores(
      StoreHarness harness, Path folder, Map<String, @Nullable Object> scenario, Clock clock) {
    this.harness = harness;
    this.folder = folder;
    this.scenario = scenario;
    this.clock = clock;
  }

  /** Opens the store {@code name} and, for as long as it is open, those that it falls back to. */
  MetadataStore open(String name, FeatureGraph graph, AccessMode mode) {
    Object config = scenario.get("config");
    Map<String, @Nullable Object> settings = config == null ? Map.of() : object(config);
    var builder =
        Metaxy.store(harness.backend())
            .features(graph)
            .project(String.valueOf(settings.getOrDefault("project", "project")))
            .hashAlgorithm(
                HashAlgorithm.of(String.valueOf(settings.getOrDefault("hash_algorithm", "md5"))))
            .hashTruncationLength(
                ((Number) settings.getOrDefault("hash_truncation_length", 8L)).intValue())
            .clock(clock);
    if (mode == AccessMode.READ) {
      builder.readOnly();
    }
    options.computeIfAbsent(name, this::freshOptions).forEach(builder::option);
    List<MetadataStore> fallbacks = new ArrayList<>();
    for (String fallback : fallbacks(name)) {
      fallbacks.add(open(fallback, graph, AccessMode.READ));
    }
    fallbacks.forEach(builder::fallback);
    return new ForwardingStore(builder.open()) {
      @Override
      public void close() {
        super.close();
        fallbacks.forEach(MetadataStore::close);
      }
    };
  }

  /** Whether the store {@code name} falls back to others. */
  boolean fallsBack(String name) {
    return !fallbacks(name).isEmpty();
  }

  private List<String> fallbacks(String name) {
    Object stores = scenario.get("stores");
    Object store = stores == null ? null : object(stores).get(name);
    return store == null
        ? List.of()
        : list(object(store).get("fallback_stores")).stream().map(String::valueOf).toList();
  }

  private Map<String, Object> freshOptions(String name) {
    try {
      return harness.freshOptions(Files.createDirectory(folder.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
