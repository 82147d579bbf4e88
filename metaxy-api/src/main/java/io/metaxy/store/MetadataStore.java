package io.metaxy.store;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.expr.Expr;
import io.metaxy.graph.GraphDiff;
import io.metaxy.graph.ProjectVersion;
import io.metaxy.graph.PushedFeature;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.spi.Capability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Metadata per sample and feature in append-only tables. Safe for use by many threads; close it
 * when done.
 *
 * <p>Every method throws {@link io.metaxy.MetaxyException} (rule F1): {@code UNKNOWN_FEATURE} for a
 * key that is not in {@link #features()}, {@code FEATURE_NOT_WRITTEN} where rows are asked for and
 * the table does not exist, {@code CLOSED} after {@link #close}, {@code READ_ONLY} for a change to
 * a store that was opened for reading, {@code BUSY} when others hold the store for too long
 * (nothing was changed then).
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

  /** How provenance is hashed; a store and its fallback stores agree in it. */
  HashAlgorithm hashAlgorithm();

  /** The features that the store knows. */
  FeatureGraph features();

  /** The versions of {@code feature}. */
  FeatureVersions versions(FeatureKey feature);

  /**
   * Appends rows, all or none (rules W1 to W8).
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_ROWS}, {@code DUPLICATE_SAMPLES}, {@code
   *     INCOMPATIBLE_SCHEMA}, {@code RESERVED_COLUMN}, {@code INVALID_REQUEST}; nothing is stored
   *     then
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
   * Appends rows to several features, parents before the features that are made from them, so that
   * whatever fails in between no child is stored without its parent. Each feature's rows are stored
   * whole or not at all (rule W2); an error says which were stored before it.
   *
   * @return the receipts in the order of {@code requests}
   * @throws io.metaxy.MetaxyException as {@link #write(WriteRequest)} does; {@code INVALID_REQUEST}
   *     if a feature comes twice, before anything is stored
   */
  List<WriteReceipt> writeMulti(List<WriteRequest> requests);

  /**
   * Reads rows, lazily (rules R1 to R8). A feature that this store has no table of is read from the
   * first fallback store that has one, unless the request says otherwise. What is wrong with the
   * request is said here, not when the rows are fetched.
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
   *     samples are given; {@code FEATURE_NOT_WRITTEN} if a parent is stored neither here nor in a
   *     fallback store; {@code INVALID_FEATURE} if columns of two parents clash; {@code
   *     UNKNOWN_COLUMN}, {@code FILTER_SYNTAX}, {@code TYPE_MISMATCH}, {@code
   *     UNSUPPORTED_EXPRESSION}
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

  /**
   * Appends rows of another store, feature by feature, parents first; each feature's rows are
   * stored whole or not at all. Values, versions and creation times stay, the rest is as in a
   * write. Of a sample's rows that are copied, the one that was the latest is the latest again.
   * Fallback stores of {@code source} are not read.
   *
   * @param source an open store; it stays open
   */
  CopyReceipt copy(MetadataStore source, CopyRequest request);

  /**
   * Samples of an old feature version with the provenance that they would have in another one,
   * lazily and without writing them: user columns, creation times, and data versions that a writer
   * gave are as they were; data versions that were but the provenance are null, so that a write
   * fills them in. Samples that the parents do not have are left out.
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_REQUEST} for a feature without parents, whose
   *     provenance only its maker knows, and for a version that was never pushed to this store;
   *     {@code FEATURE_NOT_WRITTEN} if the feature or a parent is not stored
   */
  Rows rebased(RebaseRequest request);

  /**
   * Writes what {@link #rebased} gives, as rows of the other version.
   *
   * @throws io.metaxy.MetaxyException as {@link #rebased} does
   */
  RebaseReceipt rebase(RebaseRequest request);

  /**
   * Removes the table of {@code feature} with all its rows, of every version, history and
   * tombstones included. A feature that was never written stays so.
   *
   * @throws UnsupportedOperationException if the backend cannot; nothing was changed
   */
  DropReceipt drop(FeatureKey feature);

  /**
   * Keeps the tables of the store small, those of the system included; rows stay as they are. Can
   * be asked for at any time, while others read and write.
   *
   * @throws io.metaxy.MetaxyException {@code BUSY} if another program changed a table meanwhile;
   *     what was done is done, and it can be asked for again
   * @throws UnsupportedOperationException if the backend has nothing of the kind; nothing was
   *     changed
   */
  MaintenanceReport maintain(MaintenanceRequest request);

  /** Whether this store itself has a table of {@code feature}. */
  default boolean hasFeature(FeatureKey feature) {
    return status(feature).isWritten();
  }

  /**
   * The name of the store that {@link #read} takes rows of {@code feature} from: this one, or one
   * of its fallback stores; empty if it was never written to any.
   */
  Optional<String> storeOf(FeatureKey feature);

  /** What the store itself holds of {@code feature}; for one never written too. */
  FeatureStatus status(FeatureKey feature);

  /** Keys of the features that are known or pushed here, sorted. */
  List<FeatureKey> list();

  /**
   * Records the features of the store's project in the system tables, as the Python library does.
   */
  default PushReceipt push() {
    return push(Map.of());
  }

  /**
   * Records the features of the store's project in the system tables, and says of them {@code
   * tags}, such as the commit that they are from.
   *
   * @throws io.metaxy.MetaxyException {@code INVALID_REQUEST} if the project has no features, or
   *     several projects have them and none is named, or for the tag {@code metaxy}, which is the
   *     Python library's
   */
  PushReceipt push(Map<String, String> tags);

  /** Every version of every project that was pushed to this store, the last one first. */
  List<ProjectVersion> projectVersions();

  /**
   * Each push of {@code feature} that recorded it, the last one first.
   *
   * @throws io.metaxy.MetaxyException {@code UNKNOWN_FEATURE} if it is not known and was never
   *     pushed
   */
  List<PushedFeature> featureHistory(FeatureKey feature);

  /** The last push of each feature of each project, sorted by key. */
  List<PushedFeature> pushedFeatures();

  /**
   * The features of the store's project at a version of it.
   *
   * @param version {@link VersionedGraph#CURRENT}, {@link VersionedGraph#LATEST} or a project
   *     version that was pushed
   * @throws io.metaxy.MetaxyException {@code INVALID_REQUEST} if it was not pushed
   */
  VersionedGraph graph(String version);

  /** What became of the project's features from one version to another, as {@link #graph} says. */
  default GraphDiff graphDiff(String from, String to) {
    return GraphDiff.between(graph(from), graph(to));
  }

  /** Ends the store. Open cursors end with it. Closing twice does nothing. */
  @Override
  void close();
}
