package io.metaxy;

import io.metaxy.spi.NearMiss;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Features and their dependencies. Immutable: adding one gives a new graph. */
public final class FeatureGraph {
  private static final FeatureGraph EMPTY = new FeatureGraph(Map.of());
  private static final String SYSTEM = "metaxy_system";

  private final Map<FeatureKey, FeatureDefinition> definitions;

  private FeatureGraph(Map<FeatureKey, FeatureDefinition> definitions) {
    this.definitions = Collections.unmodifiableMap(definitions);
  }

  /** A graph without features. */
  public static FeatureGraph empty() {
    return EMPTY;
  }

  /** A graph of the features {@code specs}. */
  public static FeatureGraph of(FeatureSpec... specs) {
    FeatureGraph graph = EMPTY;
    for (FeatureSpec spec : List.of(specs)) {
      graph = graph.with(FeatureDefinition.of(spec));
    }
    return graph;
  }

  /**
   * This graph with {@code definition}. Parents may come later. A project's own feature takes the
   * place of an external one of the same key, and an external one never that of an own one.
   *
   * @throws MetaxyException {@code TABLE_NAME_CLASH} if another feature has the same table (rule
   *     K2); {@code INVALID_FEATURE} if the feature is there already and is defined otherwise
   */
  public FeatureGraph with(FeatureDefinition definition) {
    FeatureKey key = definition.key();
    FeatureDefinition known = definitions.get(key);
    if (known == null) {
      checkTable(key);
    } else if (definition.isExternal() && !known.isExternal()) {
      return this;
    } else if (definition.isExternal() == known.isExternal() && !definition.equals(known)) {
      throw new MetaxyException(
              ErrorCode.INVALID_FEATURE,
              "Feature " + key + " is defined twice, and not in the same way.",
              "Leave one of the definitions out.")
          .in(key.toString(), null, null);
    }
    Map<FeatureKey, FeatureDefinition> more = new LinkedHashMap<>(definitions);
    more.put(key, definition);
    return new FeatureGraph(more);
  }

  /** This graph with all of {@code more}, as with {@link #with}. */
  public FeatureGraph withAll(Collection<FeatureDefinition> more) {
    FeatureGraph graph = this;
    for (FeatureDefinition definition : more) {
      graph = graph.with(definition);
    }
    return graph;
  }

  private void checkTable(FeatureKey key) {
    String table = key.tableName();
    if (table.equals(SYSTEM) || table.startsWith(SYSTEM + "__")) {
      throw clash(key, "the system's tables begin with " + SYSTEM);
    }
    for (FeatureKey other : definitions.keySet()) {
      if (other.tableName().equals(table)) {
        throw clash(key, "feature " + other + " has it already");
      }
    }
  }

  private static MetaxyException clash(FeatureKey key, String why) {
    return new MetaxyException(
            ErrorCode.TABLE_NAME_CLASH,
            "Feature " + key + " would use the table " + key.tableName() + ": " + why + ".",
            "Choose another key: - and _ are one letter in a table's name.")
        .in(key.toString(), null, null);
  }

  /** The features' keys, in the order in which they were added. */
  public Set<FeatureKey> keys() {
    return definitions.keySet();
  }

  /** The features, in the order in which they were added. */
  public Collection<FeatureDefinition> definitions() {
    return definitions.values();
  }

  /** How many features there are. */
  public int size() {
    return definitions.size();
  }

  /** The feature {@code key}, if there is one. */
  public Optional<FeatureDefinition> find(FeatureKey key) {
    return Optional.ofNullable(definitions.get(key));
  }

  /**
   * The feature {@code key}.
   *
   * @throws MetaxyException {@code UNKNOWN_FEATURE} with the near misses
   */
  public FeatureDefinition definition(FeatureKey key) {
    FeatureDefinition definition = definitions.get(key);
    if (definition == null) {
      throw new MetaxyException(
              ErrorCode.UNKNOWN_FEATURE, "No feature is named '" + key + "'.", suggestion(key))
          .in(key.toString(), null, null);
    }
    return definition;
  }

  /**
   * The spec of the feature {@code key}.
   *
   * @throws MetaxyException {@code UNKNOWN_FEATURE} with the near misses
   */
  public FeatureSpec spec(FeatureKey key) {
    return definition(key).spec();
  }

  /**
   * The specs of a feature's parents, in the order of its dependencies.
   *
   * @throws MetaxyException {@code UNKNOWN_FEATURE} if the feature or a parent is not in the graph
   */
  public List<FeatureSpec> parents(FeatureKey key) {
    List<FeatureSpec> parents = new ArrayList<>();
    for (FeatureDep dep : spec(key).deps()) {
      FeatureDefinition parent = definitions.get(dep.feature());
      if (parent == null) {
        throw new MetaxyException(
                ErrorCode.UNKNOWN_FEATURE,
                "Feature " + key + " depends on " + dep.feature() + ", which is not defined.",
                suggestion(dep.feature()))
            .in(key.toString(), null, null);
      }
      parents.add(parent.spec());
    }
    return parents;
  }

  private String suggestion(FeatureKey key) {
    return NearMiss.suggestion(
        key.toString(), definitions.keySet().stream().map(FeatureKey::toString).toList());
  }

  /**
   * All features, each behind its parents; where that leaves a choice, by lower-case key.
   *
   * @throws MetaxyException {@code UNKNOWN_FEATURE} if a parent is not in the graph; {@code
   *     INVALID_FEATURE} if a feature depends on itself, with the way round
   */
  public List<FeatureKey> topologicalOrder() {
    return new TopologicalOrder(this).keys();
  }

  /**
   * The features that depend on {@code key}, on its children and so on, each behind its parents.
   */
  public List<FeatureKey> downstream(FeatureKey key) {
    definition(key);
    List<FeatureKey> found = new ArrayList<>();
    for (FeatureKey candidate : topologicalOrder()) {
      boolean made =
          spec(candidate).deps().stream()
              .map(FeatureDep::feature)
              .anyMatch(parent -> parent.equals(key) || found.contains(parent));
      if (made) {
        found.add(candidate);
      }
    }
    return found;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureGraph that && definitions.equals(that.definitions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(definitions);
  }

  @Override
  public String toString() {
    return definitions.keySet().toString();
  }
}
