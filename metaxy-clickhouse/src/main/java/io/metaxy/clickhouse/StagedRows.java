package io.metaxy.clickhouse;

import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanTable;
import io.metaxy.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/** Lets a plan see what a writer staged: as rows of the table, or in place of it. */
final class StagedRows extends RelHomogeneousShuttle {
  private final String table;
  private final String staged;
  private final @Nullable Schema stored;

  /**
   * A view of a writer.
   *
   * @param stored the columns of the table; null if there is no such table yet
   */
  StagedRows(String table, String staged, @Nullable Schema stored) {
    this.table = table;
    this.staged = staged;
    this.stored = stored;
  }

  @Override
  public RelNode visit(RelNode node) {
    if (!(node instanceof LogicalTableScan scan)) {
      return super.visit(node);
    }
    PlanTable planned = scan.getTable().unwrapOrThrow(PlanTable.class);
    if (!planned.name().equals(table)) {
      return node;
    }
    RelNode all = PlanTable.scan(scan.getCluster(), staged, planned.schema());
    return stored == null ? all : union(scan, planned.schema(), stored, all);
  }

  private RelNode union(LogicalTableScan scan, Schema schema, Schema present, RelNode all) {
    // Columns that are new are not there yet.
    RelNode before =
        PlanTable.scan(
            scan.getCluster(),
            table,
            Schema.of(schema.columns().stream().filter(c -> has(present, c.name())).toList()));
    RelBuilder builder = PlanCluster.over(before);
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.column(i).name();
      fields.add(
          has(present, name)
              ? builder.field(name)
              : builder
                  .getRexBuilder()
                  .makeNullLiteral(all.getRowType().getFieldList().get(i).getType()));
    }
    return builder.project(fields, schema.names(), true).push(all).union(true, 2).build();
  }

  private static boolean has(Schema schema, String name) {
    return schema.indexOf(name) >= 0;
  }
}
