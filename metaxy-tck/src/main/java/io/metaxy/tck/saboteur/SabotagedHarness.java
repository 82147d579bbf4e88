package io.metaxy.tck.saboteur;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Capability;
import io.metaxy.store.MetadataStore;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A good harness, but for what is done to the stores that it opens. */
class SabotagedHarness extends StoreHarness {
  /** The good one. */
  protected final StoreHarness good;

  private final Opening opening;

  /** What is done to a store when it is opened. */
  interface Opening {
    /** Gives a store to use in place of {@code store}. */
    MetadataStore sabotage(MetadataStore store, Place place);
  }

  /** Where a store was opened. */
  record Place(StoreHarness harness, Map<String, Object> options, Clock clock) {}

  SabotagedHarness(StoreHarness good, Opening opening) {
    this.good = good;
    this.opening = opening;
  }

  /** One whose stores are left alone. */
  SabotagedHarness(StoreHarness good) {
    this(good, (store, place) -> store);
  }

  @Override
  public String backend() {
    return good.backend();
  }

  @Override
  public Map<String, Object> freshOptions(Path folder) {
    return good.freshOptions(folder);
  }

  @Override
  public Set<Capability> missing() {
    return good.missing();
  }

  @Override
  public Optional<Path> file(Map<String, Object> options) {
    return good.file(options);
  }

  @Override
  public MetadataStore open(Map<String, Object> options, FeatureGraph features, Clock clock) {
    return opening.sabotage(good.open(options, features, clock), new Place(good, options, clock));
  }

  @Override
  public Backend openBackend(Map<String, Object> options) {
    return good.openBackend(options);
  }

  @Override
  public FeatureKey key(String text) {
    return good.key(text);
  }

  @Override
  public FeatureGraph graph(FeatureSpec... specs) {
    return good.graph(specs);
  }
}
