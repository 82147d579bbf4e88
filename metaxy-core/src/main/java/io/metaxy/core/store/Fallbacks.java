package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.MetaxyException;
import io.metaxy.core.inprocess.Closing;
import io.metaxy.spi.FallbackStore;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stores that are read where another has no table, each opened when it is first needed. */
final class Fallbacks {
  private final String store;
  private final HashAlgorithm algorithm;
  private final List<FallbackStore> entries;
  private final @Nullable MetadataStore[] opened;
  private boolean closed;

  /**
   * The stores {@code entries} behind the store {@code store}.
   *
   * @param algorithm how it hashes provenance
   */
  Fallbacks(String store, HashAlgorithm algorithm, List<FallbackStore> entries) {
    this.store = store;
    this.algorithm = algorithm;
    this.entries = entries;
    this.opened = new @Nullable MetadataStore[entries.size()];
  }

  /** The rows in the first store that has the feature; empty if none has. */
  Optional<Rows> read(ReadRequest request) {
    return first(
        fallback -> {
          try {
            return Optional.of(fallback.read(request));
          } catch (MetaxyException e) {
            if (isMissing(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  /** The name of the first store that has the feature. */
  Optional<String> storeOf(FeatureKey feature) {
    return first(
        fallback ->
            fallback.features().find(feature).isPresent()
                ? fallback.storeOf(feature)
                : Optional.empty());
  }

  private <T> Optional<T> first(Function<MetadataStore, Optional<T>> asked) {
    for (int i = 0; i < opened.length; i++) {
      Optional<T> answer = asked.apply(open(i));
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private static boolean isMissing(MetaxyException e) {
    return e.code() == ErrorCode.FEATURE_NOT_WRITTEN || e.code() == ErrorCode.UNKNOWN_FEATURE;
  }

  private synchronized MetadataStore open(int position) {
    if (closed) {
      throw new MetaxyException(
          ErrorCode.CLOSED, "The store is closed.", "Open it anew, or close it later.");
    }
    MetadataStore known = opened[position];
    if (known != null) {
      return known;
    }
    FallbackStore entry = entries.get(position);
    MetadataStore fallback = entry.opening().get();
    if (fallback.hashAlgorithm() != algorithm) {
      close(entry, fallback);
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "Store "
              + store
              + " hashes provenance by "
              + algorithm
              + ", and its fallback store "
              + entry.name()
              + " by "
              + fallback.hashAlgorithm()
              + ".",
          "Set hash_algorithm to the same in both.");
    }
    opened[position] = fallback;
    return fallback;
  }

  private static void close(FallbackStore entry, MetadataStore fallback) {
    if (entry.owner() == FallbackStore.Owner.STORE) {
      fallback.close();
    }
  }

  /** Closes the stores that are not the caller's. */
  synchronized void close() {
    closed = true;
    List<Runnable> closes = new ArrayList<>();
    for (int i = 0; i < opened.length; i++) {
      FallbackStore entry = entries.get(i);
      MetadataStore fallback = opened[i];
      if (fallback != null) {
        closes.add(() -> close(entry, fallback));
        opened[i] = null;
      }
    }
    Closing.all(closes);
  }
}
