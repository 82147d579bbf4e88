package io.metaxy.cli;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureKey;
import io.metaxy.MetaxyException;
import io.metaxy.store.FeatureStatus;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a feature is up to date, and what is stored of it.
 *
 * @param stored what the store itself holds
 * @param from the store that its rows are read from; null if none has them
 * @param live how many live samples there are, of those that the filters leave
 * @param increment what must be computed anew; null for a feature without parents
 * @param missing samples to compute that are not stored; null for a feature without parents
 * @param stale samples that were made from something else
 * @param orphaned samples that there should no longer be
 */
record FeatureState(
    FeatureStatus stored,
    @Nullable String from,
    long live,
    @Nullable Increment increment,
    @Nullable Long missing,
    @Nullable Long stale,
    @Nullable Long orphaned) {

  /** The words of the Python library. */
  enum Category {
    missing,
    needs_update,
    up_to_date,
    root_feature
  }

  /** Looks at {@code feature}. */
  static FeatureState of(
      MetadataStore store, FeatureKey feature, UpdateOptions options, boolean fallback) {
    FeatureStatus stored = store.status(feature);
    Optional<String> from = store.storeOf(feature).filter(s -> fallback || stored.isWritten());
    long live = from.isPresent() ? count(store, feature, options) : 0;
    if (store.features().spec(feature).deps().isEmpty()) {
      return new FeatureState(stored, from.orElse(null), live, null, null, null, null);
    }
    Increment increment = store.resolveUpdate(options.request(feature));
    return new FeatureState(
        stored,
        from.orElse(null),
        live,
        increment,
        increment.newSamples().count(),
        increment.staleSamples().count(),
        increment.orphanedSamples().count());
  }

  private static long count(MetadataStore store, FeatureKey feature, UpdateOptions options) {
    ReadRequest live = ReadRequest.of(feature);
    for (String filter : options.ofTarget()) {
      live = live.where(filter);
    }
    return store.read(live).count();
  }

  Category category() {
    if (from == null) {
      return Category.missing;
    }
    if (increment == null) {
      return Category.root_feature;
    }
    return needsUpdate() ? Category.needs_update : Category.up_to_date;
  }

  private boolean needsUpdate() {
    return some(missing) || some(stale) || some(orphaned);
  }

  private static boolean some(@Nullable Long count) {
    return count != null && count > 0;
  }

  /** Whether nothing is to be done. */
  boolean isInSync() {
    return from != null && !needsUpdate();
  }

  /** Whether {@code e} says that this feature alone cannot be looked at. */
  static boolean isOfFeature(MetaxyException e) {
    return e.code().kind() == ErrorCode.Kind.USER && e.code() != ErrorCode.CLOSED;
  }
}
