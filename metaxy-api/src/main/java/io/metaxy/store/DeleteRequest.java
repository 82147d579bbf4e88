package io.metaxy.store;

import static java.util.Objects.requireNonNull;

import io.metaxy.FeatureKey;
import io.metaxy.expr.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which samples of a feature to delete, and how. Immutable: each method gives a changed copy.
 *
 * <p>A request says either {@link #where} or {@link #all()}; one that says neither is refused
 * (rules S5, H4).
 */
public final class DeleteRequest {
  private final FeatureKey feature;
  private final DeleteMode mode;
  private final List<Filter> filters;
  private final boolean everything;
  private final VersionScope versions;
  private final HardDeleteScope scope;
  private final boolean dryRun;

  private DeleteRequest(
      FeatureKey feature,
      DeleteMode mode,
      List<Filter> filters,
      boolean everything,
      VersionScope versions,
      HardDeleteScope scope,
      boolean dryRun) {
    this.feature = requireNonNull(feature, "feature");
    this.mode = requireNonNull(mode, "mode");
    this.filters = filters;
    this.everything = everything;
    this.versions = versions;
    this.scope = scope;
    this.dryRun = dryRun;
  }

  /** A deletion of {@code feature} in {@code mode}. */
  public static DeleteRequest of(FeatureKey feature, DeleteMode mode) {
    return new DeleteRequest(
        feature, mode, List.of(), false, VersionScope.CURRENT, HardDeleteScope.SAMPLES, false);
  }

  /** A soft delete: a tombstone per sample (rule S1). */
  public static DeleteRequest soft(FeatureKey feature) {
    return of(feature, DeleteMode.SOFT);
  }

  /** A soft delete: a tombstone per sample (rule S1). */
  public static DeleteRequest soft(String feature) {
    return soft(FeatureKey.of(feature));
  }

  /** A hard delete: stored rows go (rule H2). */
  public static DeleteRequest hard(FeatureKey feature) {
    return of(feature, DeleteMode.HARD);
  }

  /** A hard delete: stored rows go (rule H2). */
  public static DeleteRequest hard(String feature) {
    return hard(FeatureKey.of(feature));
  }

  /** Only samples whose latest row makes {@code filter} true as well (rules S2, H2). */
  public DeleteRequest where(Expr filter) {
    return where(new Filter.Expression(filter));
  }

  /** Only samples whose latest row makes the filter text true as well (rule E4). */
  public DeleteRequest where(String filter) {
    return where(new Filter.Text(filter));
  }

  /** Only samples whose latest row makes {@code filter} true as well. */
  public DeleteRequest where(Filter filter) {
    List<Filter> more = new ArrayList<>(filters);
    more.add(requireNonNull(filter, "filter"));
    return new DeleteRequest(feature, mode, List.copyOf(more), everything, versions, scope, dryRun);
  }

  /** The whole feature, said in as many words. */
  public DeleteRequest all() {
    return new DeleteRequest(feature, mode, filters, true, versions, scope, dryRun);
  }

  /** Every feature version (rule H3). */
  public DeleteRequest withFeatureHistory() {
    return versions(VersionScope.EACH);
  }

  /** Which feature versions are touched. */
  public DeleteRequest versions(VersionScope versionScope) {
    return new DeleteRequest(feature, mode, filters, everything, versionScope, scope, dryRun);
  }

  /** Just the stored rows that match, not whole samples (rule H2); for hard deletes only. */
  public DeleteRequest rows() {
    return new DeleteRequest(
        feature, mode, filters, everything, versions, HardDeleteScope.ROWS, dryRun);
  }

  /** The receipt alone, nothing is changed (rule S4). */
  public DeleteRequest dryRun() {
    return new DeleteRequest(feature, mode, filters, everything, versions, scope, true);
  }

  /** The feature to delete from. */
  public FeatureKey feature() {
    return feature;
  }

  /** Soft or hard. */
  public DeleteMode mode() {
    return mode;
  }

  /** The filters, all of which must be true. */
  public List<Filter> filters() {
    return filters;
  }

  /** Whether {@link #all()} was said. */
  public boolean everything() {
    return everything;
  }

  /** Which feature versions are touched. */
  public VersionScope versions() {
    return versions;
  }

  /** What a hard delete removes. */
  public HardDeleteScope scope() {
    return scope;
  }

  /** Whether nothing is to be changed. */
  public boolean isDryRun() {
    return dryRun;
  }

  /** The filters as one text, or null if there are none. */
  public @Nullable String filterText() {
    if (filters.isEmpty()) {
      return null;
    }
    if (filters.size() == 1) {
      return filters.get(0).toString();
    }
    return filters.stream().map(f -> "(" + f + ")").collect(Collectors.joining(" AND "));
  }
}
