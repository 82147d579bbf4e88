package io.metaxy.core.plan;

import com.google.common.collect.ImmutableList;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.tools.RelBuilder;

/**
 * Lowers {@link LatestRow} to "its number is among those of the latest rows": keys and times alone
 * are ranked, and the other columns are fetched for the rows that remain. For engines that keep
 * columns apart and number the stored rows.
 */
public final class LatestByNumber extends RelHomogeneousShuttle {
  private final String rowId;

  /**
   * Lowers for an engine whose tables have a hidden number column.
   *
   * @param rowId its name; where a user column takes it, whole rows are ranked
   */
  public LatestByNumber(String rowId) {
    this.rowId = rowId;
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode visited = super.visit(node);
    return visited instanceof LatestRow latest ? lower(latest) : visited;
  }

  private RelNode lower(LatestRow latest) {
    if (!NumberedRows.areIn(latest.getInput())
        || latest.getRowType().getField(rowId, false, false) != null) {
      return LatestByWindow.lower(latest);
    }
    RelNode rows = NumberedRows.of(latest.getInput(), rowId);
    RelBuilder builder = PlanCluster.on(latest.getCluster()).push(rows);
    RexNode among = RexSubQuery.in(numbers(latest), ImmutableList.of(builder.field(0)));
    return builder
        .push(LogicalFilter.create(builder.build(), among))
        .project(builder.fields().subList(1, rows.getRowType().getFieldCount()))
        .build();
  }

  /** The numbers of the latest rows. */
  private RelNode numbers(LatestRow latest) {
    RelDataType row = latest.getRowType();
    RelBuilder narrow =
        PlanCluster.on(latest.getCluster()).push(NumberedRows.of(latest.getInput(), rowId));
    Set<String> columns = new LinkedHashSet<>();
    columns.add(rowId);
    List<String> keys = new ArrayList<>();
    latest.keys().forEach(key -> keys.add(row.getFieldNames().get(key)));
    columns.addAll(keys);
    columns.addAll(
        List.of(
            SystemColumns.DELETED_AT,
            SystemColumns.UPDATED_AT,
            SystemColumns.CREATED_AT,
            SystemColumns.DATA_VERSION,
            SystemColumns.PROVENANCE));
    narrow.project(columns.stream().map(name -> (RexNode) narrow.field(name)).toList());
    RelBuilder ranked = PlanCluster.over(LatestByWindow.lower(LatestRow.of(narrow.build(), keys)));
    return ranked.project(ranked.field(0)).build();
  }
}
