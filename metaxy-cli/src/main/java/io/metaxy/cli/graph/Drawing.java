package io.metaxy.cli.graph;

import io.metaxy.FeatureKey;
import io.metaxy.graph.Change;
import io.metaxy.graph.FeatureChange;
import io.metaxy.graph.GraphDiff;
import io.metaxy.graph.VersionedFeature;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.spi.NearMiss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a picture shows: features, parents first, and which is made from which. */
public final class Drawing {
  private final String project;
  private final @Nullable String oldVersion;
  private final String newVersion;
  private final Map<String, Box> boxes;

  private Drawing(
      String project, @Nullable String oldVersion, String newVersion, Map<String, Box> boxes) {
    this.project = project;
    this.oldVersion = oldVersion;
    this.newVersion = newVersion;
    this.boxes = boxes;
  }

  /** A picture of a graph. */
  public static Drawing of(VersionedGraph graph) {
    Map<String, Box> boxes = new LinkedHashMap<>();
    for (VersionedFeature feature : graph.features()) {
      boxes.put(feature.key().toString(), Box.of(feature));
    }
    return new Drawing(graph.project(), null, graph.projectVersion(), boxes);
  }

  /** A picture of two graphs in one, which marks what changed. */
  public static Drawing of(GraphDiff diff) {
    Map<String, Box> byKey = new LinkedHashMap<>();
    for (FeatureChange change : diff.features()) {
      byKey.put(change.key().toString(), Box.of(change));
    }
    Map<String, Box> parentsFirst = new LinkedHashMap<>();
    byKey.keySet().forEach(key -> visit(key, byKey, parentsFirst, new LinkedHashSet<>()));
    return new Drawing(
        diff.to().project(),
        diff.from().projectVersion(),
        diff.to().projectVersion(),
        parentsFirst);
  }

  private static void visit(
      String key, Map<String, Box> byKey, Map<String, Box> done, Set<String> path) {
    Box box = byKey.get(key);
    if (box == null || done.containsKey(key) || !path.add(key)) {
      return;
    }
    box.parents().forEach(parent -> visit(parent, byKey, done, path));
    done.put(key, box);
  }

  /**
   * Just the features of one project.
   *
   * @param name the project
   * @throws IllegalArgumentException with the near misses, if no feature is of it
   */
  public Drawing ofProject(String name) {
    Set<String> projects = new TreeSet<>(Set.of(project));
    boxes.values().forEach(box -> projects.add(String.valueOf(box.project())));
    if (!projects.contains(name)) {
      throw new IllegalArgumentException(
          "No project '" + name + "' is in this graph. " + NearMiss.suggestion(name, projects));
    }
    Map<String, Box> some = new LinkedHashMap<>(boxes);
    some.values().removeIf(box -> !name.equals(box.project()));
    return new Drawing(project, oldVersion, newVersion, some);
  }

  /**
   * Just a feature and what is near it.
   *
   * @param key the feature, or its table
   * @param up how many levels of parents; null means all
   * @param down how many levels of children; null means all
   * @throws IllegalArgumentException with the near misses, if there is no such feature
   */
  public Drawing around(String key, @Nullable Integer up, @Nullable Integer down) {
    String centre =
        boxes.keySet().stream()
            .filter(k -> k.equals(key) || FeatureKey.of(k).tableName().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "No feature '"
                            + key
                            + "' is in this graph. "
                            + NearMiss.suggestion(key, boxes.keySet())));
    Set<String> near = new LinkedHashSet<>(Set.of(centre));
    near.addAll(reached(centre, up, this::parents));
    near.addAll(reached(centre, down, this::children));
    Map<String, Box> some = new LinkedHashMap<>(boxes);
    some.keySet().retainAll(near);
    return new Drawing(project, oldVersion, newVersion, some);
  }

  private static Set<String> reached(
      String from, @Nullable Integer levels, Function<String, List<String>> next) {
    Set<String> reached = new LinkedHashSet<>();
    Collection<String> edge = List.of(from);
    for (int level = 0; !edge.isEmpty() && (levels == null || level < levels); level++) {
      Set<String> further = new LinkedHashSet<>();
      edge.forEach(key -> further.addAll(next.apply(key)));
      further.removeAll(reached);
      reached.addAll(further);
      edge = further;
    }
    return reached;
  }

  /** Parents that are in the picture. */
  List<String> parents(String key) {
    Box box = boxes.get(key);
    return box == null ? List.of() : box.parents().stream().filter(boxes::containsKey).toList();
  }

  private List<String> children(String key) {
    return boxes.keySet().stream().filter(child -> parents(child).contains(key)).toList();
  }

  Collection<Box> boxes() {
    return boxes.values();
  }

  /** How many features became each change. */
  Map<Change, Integer> counts() {
    Map<Change, Integer> counts = new HashMap<>();
    boxes
        .values()
        .forEach(
            box -> {
              if (box.change() != null) {
                counts.merge(box.change(), 1, Integer::sum);
              }
            });
    return counts;
  }

  /** Pairs of parent and child. */
  List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    boxes.keySet().forEach(child -> parents(child).forEach(p -> lines.add(List.of(p, child))));
    return lines;
  }

  boolean isDiff() {
    return oldVersion != null;
  }

  String project() {
    return project;
  }

  @Nullable String oldVersion() {
    return oldVersion;
  }

  String newVersion() {
    return newVersion;
  }
}
