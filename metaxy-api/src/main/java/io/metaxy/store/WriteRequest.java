package io.metaxy.store;

import static java.util.Objects.requireNonNull;

import io.metaxy.FeatureKey;
import io.metaxy.schema.RowCursor;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows to append to a feature, all or none (rule W2). Immutable.
 *
 * <p>Rows need the id columns and {@code metaxy_provenance_by_field} (rule W3); other system
 * columns are filled in where they are missing (rule W4).
 */
public final class WriteRequest {
  private final FeatureKey feature;
  private final Rows rows;
  private final @Nullable String materializationId;
  private final boolean contentProvenance;
  private final boolean keptVersions;
  private final @Nullable String token;

  private WriteRequest(
      FeatureKey feature,
      Rows rows,
      @Nullable String materializationId,
      boolean contentProvenance,
      boolean keptVersions,
      @Nullable String token) {
    this.feature = requireNonNull(feature, "feature");
    this.rows = rows;
    this.materializationId = materializationId;
    this.contentProvenance = contentProvenance;
    this.keptVersions = keptVersions;
    this.token = token;
  }

  /**
   * Rows as maps from column name to value. Types of new columns come from the feature's spec or
   * from the values; a collection is looked through for that, of anything else the first thousand
   * rows. Texts by name are a map, other values by name a struct. A new column of nulls alone is
   * left out; lists without a value do not tell their type, and are refused unless the spec does.
   */
  public static WriteRequest of(
      FeatureKey feature, Iterable<? extends Map<String, ? extends @Nullable Object>> rows) {
    return new WriteRequest(feature, new Rows.Maps(rows), null, false, false, null);
  }

  /**
   * Rows as records, a column for each component: {@code modelVersion} is the column {@code
   * model_version} unless annotated otherwise. Types of new columns come from the feature's spec or
   * from the components, as {@link io.metaxy.schema.RecordColumns} has them; where a class does not
   * tell, as of decimals, from the values.
   */
  public static <T extends Record> WriteRequest ofRecords(
      FeatureKey feature, Class<T> type, Iterable<T> rows) {
    return new WriteRequest(feature, new Rows.Records(type, rows), null, false, false, null);
  }

  /** Rows of known types, the fastest way. The store closes the cursor. */
  public static WriteRequest of(FeatureKey feature, RowCursor rows) {
    return new WriteRequest(feature, new Rows.Cursor(rows), null, false, false, null);
  }

  /** With {@code id}, the run that made the rows, as {@code metaxy_materialization_id}. */
  public WriteRequest materializationId(String id) {
    return new WriteRequest(feature, rows, id, contentProvenance, keptVersions, token);
  }

  /**
   * With a name for this batch, under which it is stored once (rule W8): if rows of the feature
   * version have it already, from a try whose answer was lost say, nothing is stored and the
   * receipt is the one of then, without added columns. The rows themselves are not compared. The
   * token is kept as their {@code metaxy_materialization_id}, so a batch has either, and rows that
   * were hard deleted are stored again.
   *
   * @param token unlike that of any other batch of the feature
   */
  public WriteRequest idempotencyToken(String token) {
    return new WriteRequest(
        feature,
        rows,
        materializationId,
        contentProvenance,
        keptVersions,
        requireNonNull(token, "token"));
  }

  /**
   * For rows without {@code metaxy_provenance_by_field}: each field's provenance is then the hash
   * of the row's own content, so that a row which changes is seen as changed. The text that is
   * hashed is a JSON object of the user columns that are no ids and not null, keys sorted by code
   * point, {@code ", "} and {@code ": "} between them; times and dates in ISO 8601, decimals as
   * texts, bytes in Base64.
   */
  public WriteRequest provenanceOfContent() {
    return new WriteRequest(feature, rows, materializationId, true, keptVersions, token);
  }

  /**
   * With the {@code metaxy_feature_version} and {@code metaxy_project_version} that the rows have,
   * as rows of another version or another store do; a row that lacks one gets the current one. The
   * same sample may then be in a batch once for each version.
   */
  public WriteRequest keepingVersions() {
    return new WriteRequest(feature, rows, materializationId, contentProvenance, true, token);
  }

  /** The feature to write to. */
  public FeatureKey feature() {
    return feature;
  }

  /** The rows. */
  public Rows rows() {
    return rows;
  }

  /** The run that made the rows. */
  public Optional<String> materializationId() {
    return Optional.ofNullable(materializationId);
  }

  /** The name under which the batch is stored once. */
  public Optional<String> idempotencyToken() {
    return Optional.ofNullable(token);
  }

  /** Whether rows without a provenance get that of their content. */
  public boolean hasProvenanceOfContent() {
    return contentProvenance;
  }

  /** Whether rows keep the versions that they have. */
  public boolean keepsVersions() {
    return keptVersions;
  }

  /** The forms in which rows come. */
  public sealed interface Rows {
    /** Maps from column name to value. */
    record Maps(Iterable<? extends Map<String, ? extends @Nullable Object>> rows) implements Rows {}

    /** Instances of a record class. */
    record Records(Class<? extends Record> type, Iterable<? extends Record> rows) implements Rows {}

    /** Rows of known types. */
    record Cursor(RowCursor rows) implements Rows {}
  }
}
