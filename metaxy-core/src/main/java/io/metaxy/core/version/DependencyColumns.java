package io.metaxy.core.version;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.store.SystemColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The columns that parents bring along, and what must hold of their names. */
public final class DependencyColumns {
  private final FeatureSpec spec;
  private final List<FeatureSpec> parents;

  private DependencyColumns(FeatureGraph graph, FeatureKey feature) {
    this.spec = graph.spec(feature);
    this.parents = graph.parents(feature);
  }

  /**
   * Checks the names of {@code feature}'s dependencies, which matters once its parents are joined.
   *
   * @throws MetaxyException {@code RESERVED_COLUMN} if a column is renamed to a system column's
   *     name; {@code INVALID_FEATURE} if one is renamed to an id of its feature, or two columns
   *     would have one name
   */
  public static void check(FeatureGraph graph, FeatureKey feature) {
    DependencyColumns columns = new DependencyColumns(graph, feature);
    columns.checkRenames();
    columns.checkCollisions();
  }

  /**
   * The parent's columns that a selecting dependency takes along, by their names after renaming and
   * without the system's: the selected ones, and those that lineage or join need.
   */
  private static Collection<String> selected(FeatureDep dep, FeatureSpec parent) {
    Map<String, String> names = Objects.requireNonNullElse(dep.rename(), Map.of());
    Set<String> columns = new LinkedHashSet<>(Objects.requireNonNull(dep.select()));
    List<String> on = InputIds.lineageColumns(dep.lineage());
    if (on.isEmpty()) {
      columns.addAll(InputIds.renamedIds(dep, parent));
    } else {
      on.forEach(column -> columns.add(names.getOrDefault(column, column)));
    }
    return columns;
  }

  private void checkRenames() {
    for (int i = 0; i < parents.size(); i++) {
      FeatureDep dep = spec.deps().get(i);
      Map<String, String> names = dep.rename();
      if (names == null) {
        continue;
      }
      Set<String> seen = new HashSet<>();
      for (Map.Entry<String, String> name : names.entrySet()) {
        checkRename(dep, parents.get(i), name.getKey(), name.getValue());
        if (!seen.add(name.getValue())) {
          throw invalid(
              ErrorCode.INVALID_FEATURE,
              "renames two columns of " + dep.feature() + " to '" + name.getValue() + "'",
              "Choose different names.");
        }
      }
    }
  }

  private void checkRename(FeatureDep dep, FeatureSpec parent, String from, String to) {
    if (SystemColumns.contains(to)) {
      throw invalid(
          ErrorCode.RESERVED_COLUMN,
          "renames '" + from + "' of " + dep.feature() + " to the system column '" + to + "'",
          "Choose a name that does not begin with " + SystemColumns.PREFIX + ".");
    }
    if (parent.idColumns().contains(to)) {
      throw invalid(
          ErrorCode.INVALID_FEATURE,
          "renames '" + from + "' of " + dep.feature() + " to '" + to + "', which is an id there",
          "Choose another name.");
    }
  }

  private void checkCollisions() {
    Set<String> shared = new HashSet<>();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < parents.size(); i++) {
      FeatureDep dep = spec.deps().get(i);
      if (dep.select() != null) {
        all.addAll(selected(dep, parents.get(i)));
      }
      shared.addAll(InputIds.renamedIds(dep, parents.get(i)));
      shared.addAll(InputIds.ofParent(spec, dep, parents.get(i)));
    }
    Set<String> seen = new HashSet<>();
    Set<String> twice = new TreeSet<>();
    for (String column : all) {
      if (!seen.add(column) && !shared.contains(column)) {
        twice.add(column);
      }
    }
    if (!twice.isEmpty()) {
      throw invalid(
          ErrorCode.INVALID_FEATURE,
          "gets the columns " + twice + " from more than one parent",
          "Rename them in one dependency, or select them from one parent only.");
    }
  }

  private MetaxyException invalid(ErrorCode code, String problem, String remedy) {
    return new MetaxyException(code, "Feature " + spec.key() + " " + problem + ".", remedy)
        .in(spec.key().toString(), null, null);
  }
}
