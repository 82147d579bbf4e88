package io.metaxy.core.plan;

import io.metaxy.store.Deleted;
import io.metaxy.store.VersionScope;
import java.util.List;

/**
 * Which rows of a feature an operation is about (rules R1 to R4, S2, H2, H3).
 *
 * @param versions which feature versions
 * @param featureVersion the version that {@link VersionScope#CURRENT} means
 * @param everyRow whether each stored row counts, not the latest of a sample alone
 * @param deleted what tombstones are
 * @param filters the user's, applied last (rule R2)
 */
public record RowSelection(
    VersionScope versions,
    String featureVersion,
    boolean everyRow,
    Deleted deleted,
    List<RowFilter> filters) {
  public RowSelection {
    filters = List.copyOf(filters);
  }
}
