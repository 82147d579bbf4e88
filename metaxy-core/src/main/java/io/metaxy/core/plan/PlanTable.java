package io.metaxy.core.plan;

import io.metaxy.schema.Schema;
import java.util.List;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table in a plan: a name and columns. What is behind it, the backend knows. */
public final class PlanTable extends AbstractTable {
  private final String name;
  private final Schema schema;

  private PlanTable(String name, Schema schema) {
    this.name = name;
    this.schema = schema;
  }

  /** A scan of the table {@code name} with the columns of {@code schema}. */
  public static RelNode scan(RelOptCluster cluster, String name, Schema schema) {
    PlanTable table = new PlanTable(name, schema);
    RelDataType row = table.getRowType(cluster.getTypeFactory());
    RelOptTable planned =
        RelOptTableImpl.create(null, row, List.of(name), table, (Expression) null);
    return LogicalTableScan.create(cluster, planned, List.of());
  }

  /** The table's name. */
  public String name() {
    return name;
  }

  /** The table's columns. */
  public Schema schema() {
    return schema;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return PlanTypes.row(factory, schema);
  }
}
