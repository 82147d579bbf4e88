package io.metaxy.core.update;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.FieldKey;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.PlanTypes;
import io.metaxy.core.plan.PlannedHash;
import io.metaxy.core.plan.RowFilter;
import io.metaxy.core.version.DependencyColumns;
import io.metaxy.core.version.FieldRef;
import io.metaxy.core.version.InputIds;
import io.metaxy.core.version.ParentFields;
import io.metaxy.schema.Column;
import io.metaxy.schema.Schema;
import io.metaxy.spi.NearMiss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/** Makes the plans that tell what must be computed anew of one feature. */
public final class UpdatePlans {
  private final FeatureGraph graph;
  private final FeatureSpec spec;
  private final List<String> on;

  /**
   * Plans for {@code feature}.
   *
   * @throws MetaxyException {@code UNKNOWN_FEATURE}, {@code INVALID_FEATURE} or {@code
   *     RESERVED_COLUMN} if its dependencies contradict themselves
   */
  public UpdatePlans(FeatureGraph graph, FeatureKey feature) {
    DependencyColumns.check(graph, feature);
    this.graph = graph;
    this.spec = graph.spec(feature);
    this.on = InputIds.joinColumns(graph, feature);
  }

  /** The columns by which samples that there should be and stored ones are compared. */
  public List<String> joinColumns() {
    return on;
  }

  /** Compares samples that there should be with what is stored; null if nothing is. */
  public UpdatePlan compare(ExpectedRows expected, @Nullable Current current) {
    if (current != null) {
      check(PlanTypes.schema(expected.rows().getRowType()), schema(current));
    }
    return new UpdatePlan(expected, on, current);
  }

  private static Schema schema(Current current) {
    return PlanTypes.schema(current.rows().getRowType());
  }

  /**
   * The samples that there should be by what the parents are.
   *
   * @param stored the rows of a parent as a read gives them, all of one cluster
   */
  public ExpectedRows expected(Function<FeatureKey, RelNode> stored, PlannedHash hash) {
    Map<FieldKey, List<FieldRef>> fields = ParentFields.of(graph, spec.key());
    Map<FeatureKey, RelNode> rows = new HashMap<>();
    spec.deps().forEach(dep -> rows.computeIfAbsent(dep.feature(), stored));
    List<FieldRef> wanted = fields.values().stream().flatMap(List::stream).distinct().toList();
    return new Expected(
        spec, fields, joined(rows, wanted, hash), joined(rows, List.of(), hash), hash);
  }

  private JoinedParents joined(
      Map<FeatureKey, RelNode> stored, List<FieldRef> wanted, PlannedHash hash) {
    List<FeatureSpec> parents = graph.parents(spec.key());
    List<ParentRows> rows = new ArrayList<>();
    for (int i = 0; i < parents.size(); i++) {
      FeatureDep dep = spec.deps().get(i);
      rows.add(
          ParentRows.of(
              spec,
              dep,
              parents.get(i),
              Objects.requireNonNull(stored.get(dep.feature())),
              wanted.stream().filter(f -> f.feature().equals(dep.feature())).toList(),
              hash));
    }
    return JoinedParents.of(spec, rows, on);
  }

  /**
   * The stored samples.
   *
   * @param rows the feature's rows as a read gives them
   * @param stale what makes them stale besides their provenance
   */
  public Current current(RelNode rows, List<RowFilter> stale) {
    Schema schema = PlanTypes.schema(rows.getRowType());
    for (String column : on) {
      if (!schema.has(column)) {
        throw new MetaxyException(
            ErrorCode.UNKNOWN_COLUMN,
            "Samples of "
                + spec.key()
                + " are found by the column '"
                + column
                + "', which is not stored.",
            "Store it with the feature's rows, or change the lineage of the dependency. "
                + NearMiss.suggestion(column, schema.names()));
      }
    }
    return Current.of(spec, rows, on, stale);
  }

  private void check(Schema expected, Schema current) {
    for (String name : on) {
      Column wanted = expected.find(name).orElseThrow();
      Column stored = current.find(name).orElseThrow();
      if (!wanted.type().equals(stored.type())) {
        throw new MetaxyException(
            ErrorCode.INCOMPATIBLE_SCHEMA,
            "Column "
                + name
                + " is "
                + stored.type()
                + " in "
                + spec.key()
                + " and "
                + wanted.type()
                + " in what it is made from.",
            "Store it with one type in both.");
      }
    }
  }
}
