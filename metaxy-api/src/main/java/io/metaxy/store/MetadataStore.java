package io.metaxy.store;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.expr.Expr;
import io.metaxy.spi.Capability;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Metadata per sample and feature in append-only tables. Safe for use by many threads; close it
 * when done.
 *
 * <p>Every method throws {@link io.metaxy.MetaxyException} (rule F1): {@code UNKNOWN_FEATURE} for a
 * key that is not in {@link #features()}, {@code FEATURE_NOT_WRITTEN} where rows are asked for and
 * the table does not exist, {@code CLOSED} after {@link #close}, {@code BUSY} when others hold the
 * store for too long (nothing was changed then).
 */
public interface MetadataStore extends AutoCloseable {

  /**
   * The store's name in {@code metaxy.toml}, or the backend's name if it was opened without one.
   */
  String name();

  /** The backend's name. */
  String backend();

  /** What the backend can do. */
  Set<Capability> capabilities();

  /** The features that the store knows. */
  FeatureGraph features();

  /** The versions of {@code feature}. */
  FeatureVersions versions(FeatureKey feature);

  /**
   * Appends rows, all or none (rules W1 to W7).
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_ROWS}, {@code DUPLICATE_SAMPLES}, {@code
   *     INCOMPATIBLE_SCHEMA}, {@code RESERVED_COLUMN}; nothing is stored then
   */
  WriteReceipt write(WriteRequest request);

  /** Appends rows given as maps from column name to value. */
  default WriteReceipt write(
      FeatureKey feature, Iterable<? extends Map<String, ? extends @Nullable Object>> rows) {
    return write(WriteRequest.of(feature, rows));
  }

  /** Appends rows given as maps from column name to value. */
  default WriteReceipt write(
      String feature, Iterable<? extends Map<String, ? extends @Nullable Object>> rows) {
    return write(FeatureKey.of(feature), rows);
  }

  /**
   * Reads rows, lazily (rules R1 to R8). What is wrong with the request is said here, not when the
   * rows are fetched.
   *
   * @throws io.metaxy.MetaxyException {@code UNKNOWN_COLUMN}, {@code FILTER_SYNTAX}, {@code
   *     TYPE_MISMATCH}, {@code UNSUPPORTED_EXPRESSION}
   */
  Rows read(ReadRequest request);

  /** Reads the live rows of {@code feature}. */
  default Rows read(FeatureKey feature) {
    return read(ReadRequest.of(feature));
  }

  /** Reads the live rows of {@code feature}. */
  default Rows read(String feature) {
    return read(ReadRequest.of(feature));
  }

  /**
   * Deletes samples, soft (rules S1 to S5) or hard (rules H1 to H4), inside the engine.
   *
   * @throws UnsupportedOperationException if the backend cannot hard delete (rule H1); nothing was
   *     changed
   */
  DeleteReceipt delete(DeleteRequest request);

  /** Soft deletes the samples of {@code feature} whose latest row makes {@code filter} true. */
  default DeleteReceipt delete(FeatureKey feature, Expr filter) {
    return delete(DeleteRequest.soft(feature).where(filter));
  }

  /** Soft deletes the samples of {@code feature} whose latest row makes {@code filter} true. */
  default DeleteReceipt delete(String feature, Expr filter) {
    return delete(FeatureKey.of(feature), filter);
  }

  /** Hard deletes the samples of {@code feature} whose latest row makes {@code filter} true. */
  default DeleteReceipt hardDelete(FeatureKey feature, Expr filter) {
    return delete(DeleteRequest.hard(feature).where(filter));
  }

  /**
   * What must be computed anew of a feature: samples that are new, stale or orphaned when what is
   * stored is compared with its parents, or with samples of the caller's. Lazy: what is wrong with
   * the request is said here, and the rows are sought when they are fetched.
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_REQUEST} for a feature without parents if no
   *     samples are given; {@code FEATURE_NOT_WRITTEN} if a parent is not stored; {@code
   *     INVALID_FEATURE} if columns of two parents clash; {@code UNKNOWN_COLUMN}, {@code
   *     FILTER_SYNTAX}, {@code TYPE_MISMATCH}, {@code UNSUPPORTED_EXPRESSION}
   */
  Increment resolveUpdate(UpdateRequest request);

  /** What must be computed anew of {@code feature}. */
  default Increment resolveUpdate(FeatureKey feature) {
    return resolveUpdate(UpdateRequest.of(feature));
  }

  /** What must be computed anew of {@code feature}. */
  default Increment resolveUpdate(String feature) {
    return resolveUpdate(UpdateRequest.of(feature));
  }

  /**
   * The percentage of the parents' samples from which {@code feature} was made at least once; empty
   * if there are none.
   */
  default OptionalDouble calculateInputProgress(FeatureKey feature) {
    return resolveUpdate(feature).inputProgress();
  }

  /** What the store holds of {@code feature}; for one never written too. */
  FeatureStatus status(FeatureKey feature);

  /** Keys of the features that are known or pushed here, sorted. */
  List<FeatureKey> list();

  /**
   * Records the features of the store's project in the system tables, as the Python library does.
   */
  PushReceipt push();

  /** Ends the store. Open cursors end with it. Closing twice does nothing. */
  @Override
  void close();
}
