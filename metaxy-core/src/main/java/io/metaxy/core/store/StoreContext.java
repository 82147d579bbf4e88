package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.MetaxyException;
import io.metaxy.core.hash.TextHash;
import io.metaxy.core.plan.FeatureTable;
import io.metaxy.core.plan.PlannedHash;
import io.metaxy.core.plan.RelationalBackend;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.store.AccessMode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/**
 * What all operations of one store share.
 *
 * @param name the store's name
 * @param backend the engine
 * @param features the features known
 * @param project the project of features that name none; null if there is none
 * @param versions the versions of the features
 * @param hash how provenance is hashed
 * @param plannedHash the same inside plans
 * @param algorithm the algorithm of both
 * @param clock the client's clock
 * @param mode what the store was opened for
 * @param fallbacks the stores that are read where this one has no table
 */
record StoreContext(
    String name,
    RelationalBackend backend,
    FeatureGraph features,
    @Nullable String project,
    GraphVersions versions,
    TextHash hash,
    PlannedHash plannedHash,
    HashAlgorithm algorithm,
    Clock clock,
    AccessMode mode,
    Fallbacks fallbacks) {

  /** The same store under features as they once were. */
  StoreContext with(FeatureGraph graph, GraphVersions itsVersions) {
    return new StoreContext(
        name,
        backend,
        graph,
        project,
        itsVersions,
        hash,
        plannedHash,
        algorithm,
        clock,
        mode,
        fallbacks);
  }

  /**
   * The table of {@code feature} as stored now.
   *
   * @throws MetaxyException {@code FEATURE_NOT_WRITTEN} if there is none (rule R7)
   */
  FeatureTable table(FeatureKey feature) {
    return table(feature, backend.schema(feature.tableName()));
  }

  /** The same as {@code transaction} sees it, which excludes other writers. */
  FeatureTable table(FeatureKey feature, RelationalTransaction transaction) {
    return table(feature, transaction.schema());
  }

  private FeatureTable table(FeatureKey feature, Optional<Schema> stored) {
    List<String> ids = features.spec(feature).idColumns();
    Schema schema = stored.orElseThrow(() -> notWritten(feature));
    return new FeatureTable(feature.tableName(), schema, ids);
  }

  /** Whether this store itself has a table of {@code feature}. */
  boolean has(FeatureKey feature) {
    return backend.schema(feature.tableName()).isPresent();
  }

  MetaxyException notWritten(FeatureKey feature) {
    return new MetaxyException(
        ErrorCode.FEATURE_NOT_WRITTEN,
        "Feature " + feature + " was never written to store " + name + ".",
        "Write rows first, or name the store that has them.");
  }

  /**
   * Starts a change of {@code table}.
   *
   * @throws MetaxyException {@code READ_ONLY} if the store was opened for reading
   */
  RelationalTransaction begin(String table) {
    requireWritable();
    return backend.begin(table);
  }

  /** Refuses a change to a store that was opened for reading. */
  void requireWritable() {
    if (mode == AccessMode.READ) {
      throw new MetaxyException(
          ErrorCode.READ_ONLY,
          "Store " + name + " is open for reading only.",
          "Open it for writing; nothing was changed.");
    }
  }

  /** The client's time in whole microseconds. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Starts a query; its errors say where they happened, whenever they do (rule F1). */
  RowCursor query(FeatureKey feature, String operation, RelNode plan) {
    return run(
        feature,
        operation,
        () -> new NamedCursor(backend.query(plan), feature, backend.name(), operation));
  }

  /** Runs an operation; its errors say where they happened (rule F1). */
  <T> T run(@Nullable FeatureKey feature, String operation, Supplier<T> work) {
    try {
      return work.get();
    } catch (MetaxyException e) {
      throw e.in(feature == null ? null : feature.toString(), backend.name(), operation);
    }
  }
}
