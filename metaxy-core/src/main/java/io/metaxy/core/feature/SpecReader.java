package io.metaxy.core.feature;

import io.metaxy.FeatureDep;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.FieldDep;
import io.metaxy.FieldDeps;
import io.metaxy.FieldKey;
import io.metaxy.FieldSpec;
import io.metaxy.core.tree.Node;
import io.metaxy.schema.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a spec in the form of the Python library, which a person may shorten: a field or a
 * dependency is a text when only its key is said.
 */
final class SpecReader {
  static final Set<String> KEYS =
      Set.of("key", "id_columns", "deps", "fields", "metadata", "description");
  private static final Set<String> FIELD_KEYS = Set.of("key", "code_version", "deps");
  private static final Set<String> FIELD_DEP_KEYS = Set.of("feature", "fields");
  private static final Set<String> DEP_KEYS =
      Set.of(
          "feature",
          "select",
          "rename",
          "fields_mapping",
          "filters",
          "sql_filters",
          "lineage",
          "optional");
  private static final Set<String> ALL = Set.of(SpecJson.ALL_FIELDS, "all");

  private SpecReader() {}

  /** A spec with its key inside. */
  static FeatureSpec spec(Node node) {
    node.allowOnly(KEYS);
    return spec(featureKey(node.require("key")), node, List.of());
  }

  /** A spec whose key stands elsewhere; unknown entries are the caller's concern. */
  static FeatureSpec spec(FeatureKey key, Node node, List<Column> columns) {
    return node.located(
        () ->
            new FeatureSpec(
                key,
                node.require("id_columns").texts(),
                node.find("deps").map(SpecReader::deps).orElse(List.of()),
                node.find("fields")
                    .map(SpecReader::fields)
                    .orElse(List.of(FieldSpec.of("default"))),
                node.find("metadata").map(Node::plainTable).orElse(Map.of()),
                node.find("description").map(Node::text).orElse(null),
                columns));
  }

  static FeatureKey featureKey(Node node) {
    return node.located(
        () -> node.isText() ? FeatureKey.of(node.text()) : new FeatureKey(node.texts()));
  }

  static FieldKey fieldKey(Node node) {
    return node.located(
        () -> node.isText() ? FieldKey.of(node.text()) : new FieldKey(node.texts()));
  }

  private static List<FieldSpec> fields(Node node) {
    return node.list().stream().map(SpecReader::field).toList();
  }

  private static FieldSpec field(Node node) {
    if (node.isText()) {
      return new FieldSpec(fieldKey(node), FieldSpec.INITIAL_CODE_VERSION, FieldDeps.automatic());
    }
    node.allowOnly(FIELD_KEYS);
    return new FieldSpec(
        node.find("key").map(SpecReader::fieldKey).orElse(FieldKey.of("default")),
        node.find("code_version").map(Node::text).orElse(FieldSpec.INITIAL_CODE_VERSION),
        node.find("deps").map(SpecReader::fieldDeps).orElse(FieldDeps.automatic()));
  }

  private static FieldDeps fieldDeps(Node node) {
    if (node.isText()) {
      if (ALL.contains(node.text())) {
        return FieldDeps.all();
      }
      throw node.error("is '" + node.text() + "'.", "Write \"all\", or a list.");
    }
    return FieldDeps.of(node.list().stream().map(SpecReader::fieldDep).toList());
  }

  private static FieldDep fieldDep(Node node) {
    if (node.isText()) {
      return new FieldDep(featureKey(node), null);
    }
    node.allowOnly(FIELD_DEP_KEYS);
    List<FieldKey> fields =
        node.find("fields")
            .filter(f -> !(f.isText() && ALL.contains(f.text())))
            .map(f -> f.list().stream().map(SpecReader::fieldKey).toList())
            .orElse(null);
    return new FieldDep(featureKey(node.require("feature")), fields);
  }

  private static List<FeatureDep> deps(Node node) {
    return node.list().stream().map(SpecReader::dep).toList();
  }

  private static FeatureDep dep(Node node) {
    if (node.isText()) {
      return FeatureDep.on(featureKey(node));
    }
    node.allowOnly(DEP_KEYS);
    FeatureDep plain = FeatureDep.on(featureKey(node.require("feature")));
    return node.located(
        () ->
            new FeatureDep(
                plain.feature(),
                node.find("select").map(Node::texts).orElse(null),
                node.find("rename").map(SpecReader::rename).orElse(null),
                node.find("fields_mapping")
                    .map(RelationReader::mapping)
                    .orElse(plain.fieldsMapping()),
                node.find("filters")
                    .or(() -> node.find("sql_filters"))
                    .map(Node::texts)
                    .orElse(null),
                node.find("lineage").map(RelationReader::lineage).orElse(plain.lineage()),
                node.find("optional").map(Node::flag).orElse(false)));
  }

  private static Map<String, String> rename(Node node) {
    Map<String, String> names = new LinkedHashMap<>();
    node.table().forEach((from, to) -> names.put(from, to.text()));
    return names;
  }
}
