package io.metaxy.core.update;

import io.metaxy.FeatureDep;
import io.metaxy.FeatureSpec;
import io.metaxy.Lineage;
import io.metaxy.core.plan.LatestRow;
import io.metaxy.core.plan.PlanCluster;
import io.metaxy.core.plan.RowFilter;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * The stored samples of a feature as they are compared.
 *
 * @param rows whole rows; of an expansion one for each parent sample
 * @param on the columns by which they are found
 * @param stale what makes them stale besides their provenance
 */
public record Current(RelNode rows, List<String> on, List<RowFilter> stale) {
  /** Whether a predicate calls a row stale. */
  static final String STALE = "metaxy_is_stale";

  /** The provenance that is stored. */
  static final String PROVENANCE = "metaxy_current_provenance";

  private static final String KEY = "metaxy_key_";

  /** Copies the lists. */
  public Current {
    on = List.copyOf(on);
    stale = List.copyOf(stale);
  }

  /**
   * The stored rows of {@code spec}.
   *
   * @param rows as a read gives them
   */
  static Current of(FeatureSpec spec, RelNode rows, List<String> on, List<RowFilter> stale) {
    boolean expands =
        spec.deps().stream().map(FeatureDep::lineage).anyMatch(Lineage.Expansion.class::isInstance);
    return new Current(expands ? LatestRow.of(rows, on) : rows, on, stale);
  }

  /** The name of a key column in {@link #keys}. */
  static String key(int position) {
    return KEY + position;
  }

  /** What is compared: the keys, the provenance, and whether a predicate holds. */
  RelNode keys() {
    RelBuilder builder = PlanCluster.over(rows);
    List<RexNode> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < on.size(); i++) {
      fields.add(builder.field(on.get(i)));
      names.add(key(i));
    }
    fields.add(builder.field(SystemColumns.PROVENANCE));
    names.add(PROVENANCE);
    if (!stale.isEmpty()) {
      List<RexNode> predicates = stale.stream().map(p -> p.on(builder)).toList();
      fields.add(
          predicates.size() == 1
              ? predicates.get(0)
              : builder.call(SqlStdOperatorTable.OR, predicates));
      names.add(STALE);
    }
    return Plans.project(builder.build(), fields, names);
  }
}
