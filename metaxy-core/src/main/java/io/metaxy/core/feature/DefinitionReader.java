package io.metaxy.core.feature;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureKey;
import io.metaxy.FieldKey;
import io.metaxy.core.tree.Node;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feature as a person writes it: the entries of a spec, and {@code project}, {@code
 * columns} (types by name), {@code schema} (the JSON schema of its rows) and {@code external}.
 */
public final class DefinitionReader {
  private static final Set<String> KEYS = keys();

  private DefinitionReader() {}

  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>(SpecReader.KEYS);
    keys.addAll(List.of("project", "columns", "schema", "external"));
    return keys;
  }

  /**
   * A feature whose key is one of the entries.
   *
   * @throws io.metaxy.MetaxyException with file, line and path, if an entry is unknown, missing or
   *     wrong
   */
  public static FeatureDefinition read(Node node) {
    return read(SpecReader.featureKey(node.require("key")), node, KEYS);
  }

  /** A feature whose key stands elsewhere. */
  static FeatureDefinition read(FeatureKey key, Node node) {
    Set<String> keys = new TreeSet<>(KEYS);
    keys.remove("key");
    return read(key, node, keys);
  }

  private static FeatureDefinition read(FeatureKey key, Node node, Set<String> keys) {
    node.allowOnly(keys);
    Map<String, @Nullable Object> schema = node.find("schema").map(Node::plainTable).orElse(null);
    List<Column> columns =
        node.find("columns")
            .map(DefinitionReader::columns)
            .orElse(schema == null ? List.of() : SchemaColumns.of(schema));
    FeatureDefinition definition =
        FeatureDefinition.of(SpecReader.spec(key, node, columns))
            .inProject(node.find("project").map(Node::text).orElse(null))
            .withSchema(schema);
    return node.find("external")
        .map(external -> definition.asExternal(fieldVersions(external)))
        .orElse(definition);
  }

  private static List<Column> columns(Node node) {
    return node.table().entrySet().stream()
        .map(entry -> entry.getValue().located(() -> column(entry.getKey(), entry.getValue())))
        .toList();
  }

  private static Column column(String name, Node type) {
    return new Column(name, DataType.of(type.text()));
  }

  private static Map<FieldKey, String> fieldVersions(Node external) {
    external.allowOnly(Set.of("provenance_by_field"));
    Map<FieldKey, String> versions = new LinkedHashMap<>();
    external
        .find("provenance_by_field")
        .ifPresent(
            given ->
                given
                    .table()
                    .forEach(
                        (field, version) ->
                            versions.put(
                                version.located(() -> FieldKey.of(field)), version.text())));
    return versions;
  }
}
