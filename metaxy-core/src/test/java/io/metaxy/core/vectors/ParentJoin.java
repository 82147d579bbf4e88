package io.metaxy.core.vectors;

import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.Lineage;
import io.metaxy.core.hash.TextHash;
import io.metaxy.core.provenance.AggregatedVersions;
import io.metaxy.core.version.InputIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The recipe's join of parents, row by row, slow and plain. */
final class ParentJoin {
  /** A joined row: user columns, and each parent's data versions. */
  record Row(Map<String, Object> columns, Map<FeatureKey, Map<String, Object>> versions) {
    List<Object> key(List<String> names) {
      List<Object> key = new ArrayList<>();
      names.forEach(name -> key.add(columns.get(name)));
      return key;
    }

    Row and(Row other) {
      Map<String, Object> all = new LinkedHashMap<>(other.columns);
      all.putAll(columns);
      Map<FeatureKey, Map<String, Object>> both = new LinkedHashMap<>(versions);
      both.putAll(other.versions);
      return new Row(all, both);
    }
  }

  private final FeatureGraph graph;
  private final FeatureSpec spec;
  private final TextHash hash;

  ParentJoin(FeatureGraph graph, FeatureKey feature, TextHash hash) {
    this.graph = graph;
    this.spec = graph.spec(feature);
    this.hash = hash;
  }

  /** Joins the rows of the parents; a row's {@code versionsColumn} holds its data versions. */
  List<Row> join(Map<FeatureKey, List<Map<String, Object>>> parents, String versionsColumn) {
    List<String> on = InputIds.joinColumns(graph, spec.key());
    List<Row> joined = null;
    boolean allOptional = spec.deps().stream().allMatch(FeatureDep::isOptional);
    List<FeatureDep> order =
        Stream.concat(
                spec.deps().stream().filter(dep -> !dep.isOptional()),
                spec.deps().stream().filter(FeatureDep::isOptional))
            .toList();
    for (FeatureDep dep : order) {
      List<Row> rows = prepared(dep, parents.get(dep.feature()), versionsColumn);
      joined = joined == null ? rows : join(joined, rows, on, dep.isOptional(), allOptional);
    }
    return joined;
  }

  private static List<Row> join(
      List<Row> left, List<Row> right, List<String> on, boolean keepLeft, boolean keepRight) {
    Map<List<Object>, List<Row>> byKey =
        right.stream().collect(Collectors.groupingBy(row -> row.key(on)));
    Set<Row> met = new LinkedHashSet<>();
    List<Row> joined = new ArrayList<>();
    for (Row row : left) {
      List<Row> partners = byKey.getOrDefault(row.key(on), List.of());
      partners.forEach(partner -> joined.add(row.and(partner)));
      met.addAll(partners);
      if (partners.isEmpty() && keepLeft) {
        joined.add(row);
      }
    }
    if (keepRight) {
      right.stream().filter(row -> !met.contains(row)).forEach(joined::add);
    }
    return joined;
  }

  private List<Row> prepared(
      FeatureDep dep, List<Map<String, Object>> rows, String versionsColumn) {
    FeatureSpec parent = graph.spec(dep.feature());
    Map<String, String> names = Objects.requireNonNullElse(dep.rename(), Map.of());
    List<Row> prepared = new ArrayList<>();
    for (Map<String, Object> row : rows) {
      Map<String, Object> columns = new LinkedHashMap<>();
      row.forEach((name, value) -> columns.put(names.getOrDefault(name, name), value));
      @SuppressWarnings("unchecked")
      Map<String, Object> versions = (Map<String, Object>) columns.remove(versionsColumn);
      columns.remove("provenance_by_field");
      if (Objects.requireNonNullElse(dep.filters(), List.<String>of()).stream()
          .allMatch(filter -> PlainFilter.matches(filter, columns))) {
        prepared.add(
            new Row(
                selected(dep, parent, columns),
                Map.of(dep.feature(), Objects.requireNonNullElse(versions, new HashMap<>()))));
      }
    }
    return dep.lineage() instanceof Lineage.Aggregation
        ? aggregated(dep, parent, prepared)
        : prepared;
  }

  private static Map<String, Object> selected(
      FeatureDep dep, FeatureSpec parent, Map<String, Object> columns) {
    if (dep.select() == null) {
      return columns;
    }
    Map<String, Object> kept = new LinkedHashMap<>(columns);
    Set<String> wanted = new LinkedHashSet<>(dep.select());
    wanted.addAll(InputIds.renamedIds(dep, parent));
    kept.keySet().retainAll(wanted);
    return kept;
  }

  private List<Row> aggregated(FeatureDep dep, FeatureSpec parent, List<Row> rows) {
    List<String> on = InputIds.ofParent(spec, dep, parent);
    List<Row> aggregated = new ArrayList<>();
    rows.stream()
        .collect(Collectors.groupingBy(row -> row.key(on), LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(
            group -> {
              List<Row> sorted = new ArrayList<>(group);
              sorted.sort(byIds(InputIds.renamedIds(dep, parent)));
              Map<String, Object> versions =
                  new HashMap<>(
                      AggregatedVersions.of(
                          parent,
                          sorted.stream().map(row -> row.versions().get(dep.feature())).toList(),
                          hash));
              group.forEach(
                  row -> aggregated.add(new Row(row.columns(), Map.of(dep.feature(), versions))));
            });
    return aggregated;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Comparator<Row> byIds(List<String> ids) {
    Comparator<Row> order = Comparator.comparing(row -> 0);
    for (String id : ids) {
      order =
          order.thenComparing(
              row -> (Comparable) row.columns().get(id),
              Comparator.nullsFirst((Comparator) Comparator.naturalOrder()));
    }
    return order;
  }
}
