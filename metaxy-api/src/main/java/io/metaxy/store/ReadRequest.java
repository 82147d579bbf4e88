package io.metaxy.store;

import static java.util.Objects.requireNonNull;

import io.metaxy.FeatureKey;
import io.metaxy.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a feature to read. Immutable: each method gives a changed copy.
 *
 * <p>Without more said: the latest row of each sample of the current feature version, deleted
 * samples left out, all columns (rule R1).
 */
public final class ReadRequest {
  private final FeatureKey feature;
  private final List<Filter> filters;
  private final List<String> columns;
  private final Deleted deleted;
  private final VersionScope versions;
  private final boolean sampleHistory;
  private final @Nullable String featureVersion;
  private final long limit;
  private final boolean fallback;

  private ReadRequest(
      FeatureKey feature,
      List<Filter> filters,
      List<String> columns,
      Deleted deleted,
      VersionScope versions,
      boolean sampleHistory,
      @Nullable String featureVersion,
      long limit,
      boolean fallback) {
    this.feature = requireNonNull(feature, "feature");
    this.filters = filters;
    this.columns = columns;
    this.deleted = deleted;
    this.versions = versions;
    this.sampleHistory = sampleHistory;
    this.featureVersion = featureVersion;
    this.limit = limit;
    this.fallback = fallback;
  }

  /** A read of {@code feature}. */
  public static ReadRequest of(FeatureKey feature) {
    return new ReadRequest(
        feature,
        List.of(),
        List.of(),
        Deleted.EXCLUDE,
        VersionScope.CURRENT,
        false,
        null,
        -1,
        true);
  }

  /** A read of the feature whose key is the text {@code feature}. */
  public static ReadRequest of(String feature) {
    return of(FeatureKey.of(feature));
  }

  /** Only rows for which {@code filter} is true as well; evaluated on the latest rows (rule R2). */
  public ReadRequest where(Expr filter) {
    return where(new Filter.Expression(filter));
  }

  /** Only rows for which the filter text is true as well (rule E4). */
  public ReadRequest where(String filter) {
    return where(new Filter.Text(filter));
  }

  /** Only rows for which {@code filter} is true as well. */
  public ReadRequest where(Filter filter) {
    List<Filter> more = new ArrayList<>(filters);
    more.add(requireNonNull(filter, "filter"));
    return new ReadRequest(
        feature,
        List.copyOf(more),
        columns,
        deleted,
        versions,
        sampleHistory,
        featureVersion,
        limit,
        fallback);
  }

  /** Only these columns, user or system, in this order (rule R7). None means all. */
  public ReadRequest columns(String... names) {
    return columns(List.of(names));
  }

  /** Only these columns, user or system, in this order (rule R7). None means all. */
  public ReadRequest columns(List<String> names) {
    return new ReadRequest(
        feature,
        filters,
        List.copyOf(names),
        deleted,
        versions,
        sampleHistory,
        featureVersion,
        limit,
        fallback);
  }

  /** Deleted samples too, by their tombstones (rule R3). */
  public ReadRequest includeDeleted() {
    return deleted(Deleted.INCLUDE);
  }

  /** Only deleted samples, by their tombstones (rule R3). */
  public ReadRequest onlyDeleted() {
    return deleted(Deleted.ONLY);
  }

  /** What to do with tombstones. */
  public ReadRequest deleted(Deleted choice) {
    return new ReadRequest(
        feature,
        filters,
        columns,
        choice,
        versions,
        sampleHistory,
        featureVersion,
        limit,
        fallback);
  }

  /** Every stored row, not the latest alone (rule R4); tombstones too if they are included. */
  public ReadRequest withSampleHistory() {
    return new ReadRequest(
        feature, filters, columns, deleted, versions, true, featureVersion, limit, fallback);
  }

  /** Every feature version, the latest row per sample and version (rule R4). */
  public ReadRequest withFeatureHistory() {
    return versions(VersionScope.EACH);
  }

  /** Which feature versions are seen. */
  public ReadRequest versions(VersionScope scope) {
    return new ReadRequest(
        feature, filters, columns, deleted, scope, sampleHistory, featureVersion, limit, fallback);
  }

  /** Rows of the feature version {@code version} instead of the current one. */
  public ReadRequest featureVersion(String version) {
    return new ReadRequest(
        feature, filters, columns, deleted, versions, sampleHistory, version, limit, fallback);
  }

  /**
   * At most {@code rows} rows, whichever the engine comes to first.
   *
   * @throws IllegalArgumentException if {@code rows} is negative
   */
  public ReadRequest limit(long rows) {
    if (rows < 0) {
      throw new IllegalArgumentException("limit " + rows + " is negative");
    }
    return new ReadRequest(
        feature,
        filters,
        columns,
        deleted,
        versions,
        sampleHistory,
        featureVersion,
        rows,
        fallback);
  }

  /** From this store alone, even if it was never written and a fallback store has it. */
  public ReadRequest withoutFallback() {
    return new ReadRequest(
        feature, filters, columns, deleted, versions, sampleHistory, featureVersion, limit, false);
  }

  /** The feature to read. */
  public FeatureKey feature() {
    return feature;
  }

  /** The filters, all of which must be true. */
  public List<Filter> filters() {
    return filters;
  }

  /** The columns asked for; empty means all. */
  public List<String> columns() {
    return columns;
  }

  /** What to do with tombstones. */
  public Deleted deleted() {
    return deleted;
  }

  /** Which feature versions are seen. */
  public VersionScope versions() {
    return versions;
  }

  /** Whether every stored row is asked for. */
  public boolean sampleHistory() {
    return sampleHistory;
  }

  /** The feature version asked for, if not the current one. */
  public Optional<String> featureVersion() {
    return Optional.ofNullable(featureVersion);
  }

  /** The most rows to give. */
  public OptionalLong limit() {
    return limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  /** Whether fallback stores are read where this store has no table. */
  public boolean allowsFallback() {
    return fallback;
  }
}
