package io.metaxy.sqlite;

import io.metaxy.core.plan.LatestByAntiJoin;
import io.metaxy.core.plan.LatestByGroups;
import io.metaxy.core.plan.LatestByWindow;
import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.NumberedRows;
import io.metaxy.store.SystemColumns;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.sql.SqlKind;

/**
 * Finds the latest rows by the index on feature version, ids and time: by groups of it when all
 * samples are wanted, row by row when a filter keeps few. Without the feature version, which the
 * index begins with, by a sort.
 */
final class IndexedLatest extends RelHomogeneousShuttle {
  /** The names of SQLite's hidden number of a stored row; a user column may take one of them. */
  private static final List<String> ROW_IDS = List.of("_rowid_", "rowid", "oid");

  @Override
  public RelNode visit(RelNode node) {
    if (node instanceof LogicalFilter filter
        && filter.getInput() instanceof LatestRow latest
        && latest.isNarrowedBy(filter.getCondition())) {
      RelNode rows =
          rowId(latest)
              .map(id -> LatestByAntiJoin.lower(latest, id))
              .orElseGet(() -> sorted(latest));
      return filter.copy(filter.getTraitSet(), List.of(rows));
    }
    RelNode visited = super.visit(node);
    return visited instanceof LatestRow latest
        ? rowId(latest).map(id -> LatestByGroups.lower(latest, id)).orElseGet(() -> sorted(latest))
        : visited;
  }

  private static RelNode sorted(LatestRow latest) {
    // An index in the order of the keys would tempt SQLite to go through what it is joined with
    // once for each row.
    return latest.accept(LatestByWindow.overExpressions());
  }

  /** A name of the row number, if the index serves these rows. */
  private static Optional<String> rowId(LatestRow latest) {
    List<String> columns = latest.getRowType().getFieldNames();
    return NumberedRows.areIn(latest.getInput()) && bindsVersion(latest)
        ? ROW_IDS.stream()
            .filter(id -> columns.stream().noneMatch(id::equalsIgnoreCase))
            .findFirst()
        : Optional.empty();
  }

  private static boolean bindsVersion(LatestRow latest) {
    int version = latest.getRowType().getFieldNames().indexOf(SystemColumns.FEATURE_VERSION);
    return latest.keys().contains(version)
        || (latest.getInput() instanceof LogicalFilter filter
            && RelOptUtil.conjunctions(filter.getCondition()).stream()
                .anyMatch(
                    c ->
                        c.isA(SqlKind.EQUALS)
                            && ((RexCall) c).getOperands().get(0) instanceof RexInputRef column
                            && column.getIndex() == version));
  }
}
