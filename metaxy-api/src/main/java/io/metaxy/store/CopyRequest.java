package io.metaxy.store;

import static java.util.Objects.requireNonNull;

import io.metaxy.FeatureKey;
import io.metaxy.expr.Expr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to copy from another store. Immutable: each method gives a changed copy.
 *
 * <p>Without more said: the latest row of each live sample, looked for in all feature versions.
 */
public final class CopyRequest {
  private final List<FeatureKey> features;
  private final Map<FeatureKey, List<Filter>> filters;
  private final List<Filter> globalFilters;
  private final VersionScope versions;
  private final boolean sampleHistory;

  private CopyRequest(
      List<FeatureKey> features,
      Map<FeatureKey, List<Filter>> filters,
      List<Filter> globalFilters,
      VersionScope versions,
      boolean sampleHistory) {
    this.features = features;
    this.filters = filters;
    this.globalFilters = globalFilters;
    this.versions = versions;
    this.sampleHistory = sampleHistory;
  }

  /** All features of the project that is copied to; what the other store lacks is left out. */
  public static CopyRequest all() {
    return new CopyRequest(List.of(), Map.of(), List.of(), VersionScope.ACROSS, false);
  }

  /** These features; one that the other store lacks is left out. None means all. */
  public static CopyRequest of(Collection<FeatureKey> features) {
    return new CopyRequest(List.copyOf(features), Map.of(), List.of(), VersionScope.ACROSS, false);
  }

  /** The features whose keys are these texts. */
  public static CopyRequest of(String... features) {
    return of(List.of(features).stream().map(FeatureKey::of).toList());
  }

  /** Only rows of {@code feature} for which {@code filter} is true as well. */
  public CopyRequest filter(FeatureKey feature, Filter filter) {
    Map<FeatureKey, List<Filter>> more = new LinkedHashMap<>(filters);
    more.put(feature, and(filters.getOrDefault(feature, List.of()), filter));
    return new CopyRequest(
        features, Collections.unmodifiableMap(more), globalFilters, versions, sampleHistory);
  }

  /** Only rows of {@code feature} for which {@code filter} is true as well. */
  public CopyRequest filter(FeatureKey feature, Expr filter) {
    return filter(feature, new Filter.Expression(filter));
  }

  /** Only rows of {@code feature} for which the filter text is true as well (rule E4). */
  public CopyRequest filter(String feature, String filter) {
    return filter(FeatureKey.of(feature), new Filter.Text(filter));
  }

  /** Only rows for which {@code filter} is true as well, of each feature. */
  public CopyRequest globalFilter(Filter filter) {
    return new CopyRequest(features, filters, and(globalFilters, filter), versions, sampleHistory);
  }

  /** Only rows for which {@code filter} is true as well, of each feature. */
  public CopyRequest globalFilter(Expr filter) {
    return globalFilter(new Filter.Expression(filter));
  }

  /** Only rows for which the filter text is true as well, of each feature (rule E4). */
  public CopyRequest globalFilter(String filter) {
    return globalFilter(new Filter.Text(filter));
  }

  /** Only rows of the current feature version, as the store that is copied to knows it. */
  public CopyRequest currentVersionOnly() {
    return new CopyRequest(features, filters, globalFilters, VersionScope.CURRENT, sampleHistory);
  }

  /**
   * Every stored row, not the latest of a sample alone, and still no tombstones: as in a read with
   * sample history, what a deleted sample was before comes along and is live in the copy.
   */
  public CopyRequest withSampleHistory() {
    return new CopyRequest(features, filters, globalFilters, versions, true);
  }

  private static List<Filter> and(List<Filter> filters, Filter filter) {
    List<Filter> more = new ArrayList<>(filters);
    more.add(requireNonNull(filter, "filter"));
    return List.copyOf(more);
  }

  /** The features; empty means all. */
  public List<FeatureKey> features() {
    return features;
  }

  /** The filters by feature, all of which must be true. */
  public Map<FeatureKey, List<Filter>> filters() {
    return filters;
  }

  /** The filters of each feature. */
  public List<Filter> globalFilters() {
    return globalFilters;
  }

  /** Which feature versions are copied. */
  public VersionScope versions() {
    return versions;
  }

  /** Whether every stored row is copied. */
  public boolean sampleHistory() {
    return sampleHistory;
  }
}
