package io.metaxy.store;

import static java.util.Objects.requireNonNull;

import io.metaxy.FeatureKey;
import io.metaxy.expr.Expr;
import io.metaxy.schema.RowCursor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be computed anew of a feature, and what is looked at to tell. Immutable: each method
 * gives a changed copy.
 *
 * <p>Without more said, all live samples of the feature are compared with all live samples of its
 * parents.
 */
public final class UpdateRequest {
  private final FeatureKey feature;
  private final WriteRequest.@Nullable Rows samples;
  private final Map<FeatureKey, List<Filter>> filters;
  private final List<Filter> globalFilters;
  private final List<Filter> targetFilters;
  private final List<Filter> stalenessPredicates;
  private final boolean skipsComparison;

  private UpdateRequest(
      FeatureKey feature,
      WriteRequest.@Nullable Rows samples,
      Map<FeatureKey, List<Filter>> filters,
      List<Filter> globalFilters,
      List<Filter> targetFilters,
      List<Filter> stalenessPredicates,
      boolean skipsComparison) {
    this.feature = requireNonNull(feature, "feature");
    this.samples = samples;
    this.filters = filters;
    this.globalFilters = globalFilters;
    this.targetFilters = targetFilters;
    this.stalenessPredicates = stalenessPredicates;
    this.skipsComparison = skipsComparison;
  }

  /** What must be computed anew of {@code feature}. */
  public static UpdateRequest of(FeatureKey feature) {
    return new UpdateRequest(feature, null, Map.of(), List.of(), List.of(), List.of(), false);
  }

  /** What must be computed anew of the feature whose key is the text {@code feature}. */
  public static UpdateRequest of(String feature) {
    return of(FeatureKey.of(feature));
  }

  /**
   * The samples that there should be, instead of what the stored parents say; a feature without
   * parents needs them. They have the id columns and {@code metaxy_provenance_by_field}; {@code
   * metaxy_provenance} is worked out from it, and so are the data versions unless they are given.
   */
  public UpdateRequest samples(Iterable<? extends Map<String, ? extends @Nullable Object>> rows) {
    return samples(new WriteRequest.Rows.Maps(rows));
  }

  /** The samples that there should be, as records. */
  public <T extends Record> UpdateRequest samples(Class<T> type, Iterable<T> rows) {
    return samples(new WriteRequest.Rows.Records(type, rows));
  }

  /** The samples that there should be, as rows of known types. The store closes the cursor. */
  public UpdateRequest samples(RowCursor rows) {
    return samples(new WriteRequest.Rows.Cursor(rows));
  }

  private UpdateRequest samples(WriteRequest.Rows rows) {
    return new UpdateRequest(
        feature, rows, filters, globalFilters, targetFilters, stalenessPredicates, skipsComparison);
  }

  /**
   * Only rows of {@code of} for which {@code filter} is true: of a parent, by the names of its
   * stored columns, or of the feature itself, and then of given samples, too.
   */
  public UpdateRequest filter(FeatureKey of, Filter filter) {
    Map<FeatureKey, List<Filter>> more = new LinkedHashMap<>(filters);
    more.put(of, and(filters.getOrDefault(of, List.of()), filter));
    return new UpdateRequest(
        feature,
        samples,
        Collections.unmodifiableMap(more),
        globalFilters,
        targetFilters,
        stalenessPredicates,
        skipsComparison);
  }

  /** Only rows of {@code of} for which {@code filter} is true. */
  public UpdateRequest filter(FeatureKey of, Expr filter) {
    return filter(of, new Filter.Expression(filter));
  }

  /** Only rows of {@code of} for which the filter text is true (rule E4). */
  public UpdateRequest filter(String of, String filter) {
    return filter(FeatureKey.of(of), new Filter.Text(filter));
  }

  /** Only rows of the feature and of each parent for which {@code filter} is true. */
  public UpdateRequest globalFilter(Filter filter) {
    return new UpdateRequest(
        feature,
        samples,
        filters,
        and(globalFilters, filter),
        targetFilters,
        stalenessPredicates,
        skipsComparison);
  }

  /** Only rows of the feature and of each parent for which {@code filter} is true. */
  public UpdateRequest globalFilter(Expr filter) {
    return globalFilter(new Filter.Expression(filter));
  }

  /** Only rows of the feature and of each parent for which the filter text is true (rule E4). */
  public UpdateRequest globalFilter(String filter) {
    return globalFilter(new Filter.Text(filter));
  }

  /** Only rows of the feature itself for which {@code filter} is true, and of given samples. */
  public UpdateRequest targetFilter(Filter filter) {
    return new UpdateRequest(
        feature,
        samples,
        filters,
        globalFilters,
        and(targetFilters, filter),
        stalenessPredicates,
        skipsComparison);
  }

  /** Only rows of the feature itself for which {@code filter} is true, and of given samples. */
  public UpdateRequest targetFilter(Expr filter) {
    return targetFilter(new Filter.Expression(filter));
  }

  /** Only rows of the feature itself for which the filter text is true (rule E4). */
  public UpdateRequest targetFilter(String filter) {
    return targetFilter(new Filter.Text(filter));
  }

  /**
   * Stored samples of the feature for which {@code predicate} is true are stale whatever their
   * provenance is. Of several predicates one is enough.
   */
  public UpdateRequest stalenessPredicate(Filter predicate) {
    return new UpdateRequest(
        feature,
        samples,
        filters,
        globalFilters,
        targetFilters,
        and(stalenessPredicates, predicate),
        skipsComparison);
  }

  /** Stored samples of the feature for which {@code predicate} is true are stale. */
  public UpdateRequest stalenessPredicate(Expr predicate) {
    return stalenessPredicate(new Filter.Expression(predicate));
  }

  /** Stored samples of the feature for which the text is true are stale (rule E4). */
  public UpdateRequest stalenessPredicate(String predicate) {
    return stalenessPredicate(new Filter.Text(predicate));
  }

  /** All samples that there should be are new, whatever is stored; nothing is stale or orphaned. */
  public UpdateRequest skipComparison() {
    return new UpdateRequest(
        feature, samples, filters, globalFilters, targetFilters, stalenessPredicates, true);
  }

  private static List<Filter> and(List<Filter> filters, Filter filter) {
    List<Filter> more = new ArrayList<>(filters);
    more.add(requireNonNull(filter, "filter"));
    return List.copyOf(more);
  }

  /** The feature. */
  public FeatureKey feature() {
    return feature;
  }

  /** The samples given instead of the stored parents. */
  public Optional<WriteRequest.Rows> samples() {
    return Optional.ofNullable(samples);
  }

  /** The filters by feature, all of which must be true. */
  public Map<FeatureKey, List<Filter>> filters() {
    return filters;
  }

  /** The filters of the feature and of each parent. */
  public List<Filter> globalFilters() {
    return globalFilters;
  }

  /** The filters of the feature alone. */
  public List<Filter> targetFilters() {
    return targetFilters;
  }

  /** What makes a stored sample stale. */
  public List<Filter> stalenessPredicates() {
    return stalenessPredicates;
  }

  /** Whether nothing is compared. */
  public boolean skipsComparison() {
    return skipsComparison;
  }
}
