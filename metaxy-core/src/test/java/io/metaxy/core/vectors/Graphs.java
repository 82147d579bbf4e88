package io.metaxy.core.vectors;

import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.core.feature.DefinitionReader;
import io.metaxy.core.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The graphs of the vectors. */
final class Graphs {
  private Graphs() {}

  /** The features of a list, each with the JSON schema that the recorder gave it. */
  static List<FeatureDefinition> definitions(Node features) {
    return features.list().stream().map(Graphs::definition).toList();
  }

  static FeatureGraph graph(Node features) {
    return FeatureGraph.empty().withAll(definitions(features));
  }

  private static FeatureDefinition definition(Node node) {
    FeatureDefinition definition = DefinitionReader.read(node);
    if (definition.schema() != null) {
      return definition;
    }
    List<String> ids = definition.spec().idColumns();
    Map<String, Object> properties = new LinkedHashMap<>();
    ids.forEach(id -> properties.put(id, Map.of("type", "string")));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("title", definition.key().toString());
    schema.put("properties", properties);
    schema.put("required", ids);
    return definition.withSchema(schema);
  }
}
