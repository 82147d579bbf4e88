package io.metaxy.core.version;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.FieldKey;
import io.metaxy.FieldSpec;
import io.metaxy.HashAlgorithm;
import io.metaxy.core.feature.JsonSchema;
import io.metaxy.core.feature.SpecJson;
import io.metaxy.core.hash.TextHash;
import io.metaxy.core.json.PythonJson;
import io.metaxy.store.FeatureVersions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a graph's features, computed when first asked for. They are SHA-256, each cut to
 * the length before it goes into the next. Safe for use by many threads.
 */
public final class GraphVersions {
  private static final String NO_FEATURES = "empty";

  private final FeatureGraph graph;
  private final @Nullable String project;
  private final TextHash sha256;
  private final Map<FeatureKey, Map<FieldKey, String>> fieldVersions = new ConcurrentHashMap<>();
  private final Map<FeatureKey, FeatureVersions> versions = new ConcurrentHashMap<>();

  /**
   * Versions of {@code graph}.
   *
   * @param project the project of the features that name none
   * @param length how many characters are kept, at least 8
   */
  public GraphVersions(FeatureGraph graph, @Nullable String project, int length) {
    this.graph = graph;
    this.project = project;
    this.sha256 = TextHash.of(HashAlgorithm.SHA256, length);
  }

  /** Versions of {@code graph}, whose features without a project are of one. */
  public GraphVersions(FeatureGraph graph, int length) {
    this(graph, null, length);
  }

  /**
   * All versions of {@code feature}.
   *
   * @throws io.metaxy.MetaxyException {@code UNKNOWN_FEATURE} if it or a forebear is not in the
   *     graph; {@code INVALID_FEATURE} if a field is made from no parent field or from an unknown
   *     one, or the feature depends on itself
   */
  public FeatureVersions of(FeatureKey feature) {
    FeatureVersions known = versions.get(feature);
    if (known == null) {
      known = compute(graph.definition(feature));
      versions.put(feature, known);
    }
    return known;
  }

  private FeatureVersions compute(FeatureDefinition definition) {
    FeatureSpec spec = definition.spec();
    Map<FieldKey, String> fields = fieldVersions(spec.key());
    Map<String, String> byText = new LinkedHashMap<>();
    fields.forEach((field, version) -> byText.put(field.toString(), version));
    return new FeatureVersions(
        hashOfFields(byText),
        codeVersion(spec),
        specVersion(spec),
        definitionVersion(definition),
        projectVersion(projectOf(definition)),
        byText);
  }

  /** The versions of the fields of {@code feature}, by key. */
  public Map<FieldKey, String> fieldVersions(FeatureKey feature) {
    return fieldVersions(feature, new HashSet<>());
  }

  private Map<FieldKey, String> fieldVersions(FeatureKey feature, Set<FeatureKey> path) {
    Map<FieldKey, String> known = fieldVersions.get(feature);
    if (known != null) {
      return known;
    }
    if (!path.add(feature)) {
      // A cycle: let the graph say which one.
      graph.topologicalOrder();
    }
    FeatureDefinition definition = graph.definition(feature);
    Map<FieldKey, List<FieldRef>> parents = ParentFields.of(graph, feature);
    Map<FieldKey, String> found = new LinkedHashMap<>();
    for (FieldSpec field : definition.spec().fields()) {
      String given = given(definition, field.key());
      found.put(
          field.key(),
          given != null
              ? given
              : fieldVersion(
                  feature, field, Objects.requireNonNull(parents.get(field.key())), path));
    }
    path.remove(feature);
    fieldVersions.put(feature, found);
    return found;
  }

  /** The version that an external feature was given for a field; it is taken as it is. */
  private static @Nullable String given(FeatureDefinition definition, FieldKey field) {
    FeatureDefinition.External external = definition.external();
    return external == null ? null : external.fieldVersions().get(field);
  }

  private String fieldVersion(
      FeatureKey feature, FieldSpec field, List<FieldRef> parents, Set<FeatureKey> path) {
    StringBuilder text = new StringBuilder();
    text.append(new FieldRef(feature, field.key())).append(field.codeVersion());
    for (FieldRef parent : parents) {
      text.append(fieldVersions(parent.feature(), path).get(parent.field()));
    }
    return sha256.hash(text.toString());
  }

  /** The version of the fields' own code versions. */
  public String codeVersion(FeatureSpec spec) {
    Map<String, String> codes = new LinkedHashMap<>();
    spec.fields().forEach(field -> codes.put(field.key().toString(), field.codeVersion()));
    return hashOfFields(codes);
  }

  private String hashOfFields(Map<String, String> byText) {
    StringBuilder text = new StringBuilder();
    byText.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> text.append(entry.getKey()).append(entry.getValue()));
    return sha256.hash(text.toString());
  }

  /** The version of a whole spec: key, parents, fields, metadata, description. */
  public String specVersion(FeatureSpec spec) {
    return sha256.hash(PythonJson.sorted(SpecJson.of(spec)));
  }

  /** The version of a spec and of the JSON schema of its rows. */
  public String definitionVersion(FeatureDefinition definition) {
    return sha256.hash(
        specVersion(definition.spec()) + PythonJson.sorted(JsonSchema.of(definition)));
  }

  /** The version of the own features of {@code name}; {@code empty} if there are none. */
  public String projectVersion(@Nullable String name) {
    List<FeatureDefinition> own =
        graph.definitions().stream()
            .filter(definition -> !definition.isExternal())
            .filter(definition -> Objects.equals(projectOf(definition), name))
            .sorted(Comparator.comparing(FeatureDefinition::key))
            .toList();
    if (own.isEmpty()) {
      return NO_FEATURES;
    }
    StringBuilder text = new StringBuilder();
    for (FeatureDefinition definition : own) {
      text.append(definition.key()).append(definitionVersion(definition));
    }
    return sha256.hash(text.toString());
  }

  private @Nullable String projectOf(FeatureDefinition definition) {
    return definition.project() != null ? definition.project() : project;
  }
}
