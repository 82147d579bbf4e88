package io.metaxy.core.plan;

import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/** Stored rows beside the hidden number that their engine gives each. */
public final class NumberedRows {
  private NumberedRows() {}

  /** Whether a plan is stored rows, filtered or not, so that they have numbers. */
  public static boolean areIn(RelNode node) {
    return node instanceof LogicalTableScan
        || (node instanceof LogicalFilter filter && areIn(filter.getInput()));
  }

  /**
   * The same rows with their number as first column. Behind the others it would be lost: Calcite
   * prints a projection to all columns in order as {@code *}, and that leaves a hidden column out.
   */
  public static RelNode of(RelNode node, String rowId) {
    if (node instanceof LogicalFilter filter) {
      RelNode input = of(filter.getInput(), rowId);
      return LogicalFilter.create(input, RexUtil.shift(filter.getCondition(), 1));
    }
    if (node instanceof LogicalTableScan scan) {
      PlanTable table = scan.getTable().unwrapOrThrow(PlanTable.class);
      Schema schema = table.schema().with(List.of(new Column(rowId, DataType.INT64)));
      RelBuilder builder = PlanCluster.on(scan.getCluster());
      builder.push(PlanTable.scan(scan.getCluster(), table.name(), schema));
      List<RexNode> columns = new ArrayList<>(builder.fields());
      columns.add(0, columns.remove(columns.size() - 1));
      return builder.project(columns).build();
    }
    throw new IllegalArgumentException("latest rows of " + node.getRelTypeName());
  }
}
