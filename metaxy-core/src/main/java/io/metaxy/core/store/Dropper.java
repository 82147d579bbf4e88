package io.metaxy.core.store;

import io.metaxy.FeatureKey;
import io.metaxy.core.plan.FeaturePlans;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.PlanTable;
import io.metaxy.core.plan.RelationalTransaction;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.store.DropReceipt;
import java.util.Optional;
import org.apache.calcite.tools.RelBuilder;

/** Removes tables. */
final class Dropper {
  private final StoreContext context;

  Dropper(StoreContext context) {
    this.context = context;
  }

  DropReceipt drop(FeatureKey feature) {
    context.features().definition(feature);
    if (!context.backend().capabilities().contains(Capability.DROP)) {
      throw new UnsupportedOperationException(
          "Backend "
              + context.backend().name()
              + " cannot drop a table. Soft delete all of the feature instead, or move it to a"
              + " store that can.");
    }
    context.requireWritable();
    String table = feature.tableName();
    if (!context.has(feature)) {
      return new DropReceipt(feature, table, 0);
    }
    try (RelationalTransaction transaction = context.begin(table)) {
      Optional<Schema> schema = transaction.schema();
      if (schema.isEmpty()) {
        return new DropReceipt(feature, table, 0);
      }
      long rows = count(transaction, table, schema.get());
      transaction.drop();
      transaction.commit();
      return new DropReceipt(feature, table, rows);
    }
  }

  private static long count(RelationalTransaction transaction, String table, Schema schema) {
    RelBuilder builder = PlanCluster.builder();
    builder.push(PlanTable.scan(builder.getCluster(), table, schema));
    return PlannedRows.count(transaction::query, FeaturePlans.count(builder));
  }
}
