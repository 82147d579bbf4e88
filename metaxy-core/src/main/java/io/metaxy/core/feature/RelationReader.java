package io.metaxy.core.feature;

import io.metaxy.FieldKey;
import io.metaxy.FieldsMapping;
import io.metaxy.Lineage;
import io.metaxy.core.tree.Node;
import io.metaxy.spi.NearMiss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads lineages and fields mappings. The Python library writes them inside another table ({@code
 * lineage.relationship}, {@code fields_mapping.mapping}) and calls lineages {@code 1:1}, {@code
 * N:1} and {@code 1:N}; a person may leave the table out, say the name, and write no more than the
 * name.
 */
final class RelationReader {
  private static final List<String> LINEAGES = List.of("identity", "aggregation", "expansion");
  private static final List<String> MAPPINGS = List.of("default", "specific", "all", "none");

  private RelationReader() {}

  static Lineage lineage(Node node) {
    if (node.isText()) {
      return lineage(node, node.text());
    }
    if (node.find("relationship").isPresent()) {
      node.allowOnly(Set.of("relationship"));
      return lineage(node.require("relationship"));
    }
    node.allowOnly(Set.of("type", "on", "id_generation_pattern"));
    return lineage(node, node.require("type").text());
  }

  private static Lineage lineage(Node node, String type) {
    return switch (type) {
      case "identity", "1:1" -> Lineage.identity();
      case "aggregation", "N:1" ->
          new Lineage.Aggregation(
              node.isText() ? null : node.find("on").map(Node::texts).orElse(null));
      case "expansion", "1:N" -> expansion(node);
      default -> throw node.error("is of no known type.", NearMiss.suggestion(type, LINEAGES));
    };
  }

  private static Lineage expansion(Node node) {
    if (node.isText()) {
      throw node.error(
          "does not say the columns.", "Write { type = \"expansion\", on = [\"…\"] }.");
    }
    return new Lineage.Expansion(
        node.require("on").texts(),
        node.find("id_generation_pattern").map(Node::text).orElse(null));
  }

  static FieldsMapping mapping(Node node) {
    if (node.isText()) {
      return mapping(node, node.text());
    }
    if (node.find("type").isEmpty()) {
      node.allowOnly(Set.of("mapping"));
      return mapping(node.require("mapping"));
    }
    return mapping(node, node.require("type").text());
  }

  private static FieldsMapping mapping(Node node, String type) {
    return switch (type) {
      case "all" -> FieldsMapping.all();
      case "none" -> FieldsMapping.none();
      case "default" -> node.isText() ? FieldsMapping.byKey() : byKey(node);
      case "specific" -> specific(node);
      default -> throw node.error("is of no known type.", NearMiss.suggestion(type, MAPPINGS));
    };
  }

  private static FieldsMapping byKey(Node node) {
    node.allowOnly(Set.of("type", "match_suffix", "exclude_fields"));
    return new FieldsMapping.Default(
        node.find("match_suffix").map(Node::flag).orElse(false),
        node.find("exclude_fields").map(RelationReader::fieldKeys).orElse(List.of()));
  }

  private static FieldsMapping specific(Node node) {
    if (node.isText()) {
      throw node.error(
          "does not say the fields.", "Write { type = \"specific\", mapping = { … } }.");
    }
    node.allowOnly(Set.of("type", "mapping"));
    Map<FieldKey, List<FieldKey>> fields = new LinkedHashMap<>();
    node.require("mapping")
        .table()
        .forEach(
            (field, parents) ->
                fields.put(parents.located(() -> FieldKey.of(field)), fieldKeys(parents)));
    return new FieldsMapping.Specific(fields);
  }

  private static List<FieldKey> fieldKeys(Node node) {
    return node.list().stream().map(SpecReader::fieldKey).toList();
  }
}
