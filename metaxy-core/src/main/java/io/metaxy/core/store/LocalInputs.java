package io.metaxy.core.store;

import io.metaxy.core.inprocess.LocalPlan;
import io.metaxy.core.plan.PlanTable;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;

/**
 * Rows that a plan is over and that are not all of one engine: each input is asked for by the
 * columns that the plan needs of it, and the rest runs here.
 */
final class LocalInputs {
  private final RelOptCluster cluster;
  private final Map<String, Function<List<String>, RowCursor>> scans = new LinkedHashMap<>();

  /** Inputs of plans of {@code cluster}. */
  LocalInputs(RelOptCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * An input as a part of a plan.
   *
   * @param scan gives its rows with the columns that are named
   */
  RelNode add(Schema schema, Function<List<String>, RowCursor> scan) {
    String name = "metaxy_input_" + scans.size();
    scans.put(name, scan);
    return PlanTable.scan(cluster, name, schema);
  }

  /** The rows of a plan over the inputs. Nothing is asked for before the first row is. */
  RowCursor run(RelNode plan) {
    return LocalPlan.run(
        plan, scan -> Objects.requireNonNull(scans.get(scan.table())).apply(scan.columns()));
  }
}
