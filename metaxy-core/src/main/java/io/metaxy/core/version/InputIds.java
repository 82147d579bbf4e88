package io.metaxy.core.version;

import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The columns that say which input of a feature is which, once its parents are joined. */
public final class InputIds {
  private InputIds() {}

  /**
   * The columns that all parents have as ids after renaming and lineage, in the order of the first
   * one; none if there is no parent or no such column.
   */
  public static List<String> of(FeatureGraph graph, FeatureKey feature) {
    FeatureSpec spec = graph.spec(feature);
    List<FeatureSpec> parents = graph.parents(feature);
    List<String> shared = null;
    for (int i = 0; i < parents.size(); i++) {
      List<String> ids = ofParent(spec, spec.deps().get(i), parents.get(i));
      if (shared == null) {
        shared = new ArrayList<>(ids);
      } else if (!ids.isEmpty()) {
        shared.retainAll(ids);
      }
    }
    return shared == null ? List.of() : List.copyOf(shared);
  }

  /** The columns that the parents are joined on: {@link #of}, or else the feature's own ids. */
  public static List<String> joinColumns(FeatureGraph graph, FeatureKey feature) {
    List<String> ids = of(graph, feature);
    return ids.isEmpty() ? graph.spec(feature).idColumns() : ids;
  }

  /** The columns that say which input a row of one parent belongs to. */
  public static List<String> ofParent(FeatureSpec spec, FeatureDep dep, FeatureSpec parent) {
    if (dep.lineage() instanceof Lineage.Aggregation aggregation) {
      List<String> on = aggregation.on();
      return on == null ? spec.idColumns() : on;
    }
    if (dep.lineage() instanceof Lineage.Expansion expansion) {
      return expansion.on();
    }
    return renamedIds(dep, parent);
  }

  /** The parent's columns that a lineage names; empty if it names none. */
  public static List<String> lineageColumns(Lineage lineage) {
    if (lineage instanceof Lineage.Aggregation aggregation) {
      return Objects.requireNonNullElse(aggregation.on(), List.of());
    }
    return lineage instanceof Lineage.Expansion expansion ? expansion.on() : List.of();
  }

  /** The ids of a parent by their names after renaming. */
  public static List<String> renamedIds(FeatureDep dep, FeatureSpec parent) {
    Map<String, String> names = dep.rename();
    return names == null
        ? parent.idColumns()
        : parent.idColumns().stream().map(id -> names.getOrDefault(id, id)).toList();
  }
}
