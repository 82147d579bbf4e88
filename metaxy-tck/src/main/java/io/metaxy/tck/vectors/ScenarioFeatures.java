package io.metaxy.tck.vectors;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.core.feature.DefinitionReader;
import io.metaxy.core.tree.Node;
import io.metaxy.core.tree.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The features of a story. */
final class ScenarioFeatures {
  private ScenarioFeatures() {}

  /** The graph from {@code features} in the neutral form of the recording. */
  static FeatureGraph graph(Object story, @Nullable Object features) {
    Node node = Node.ofPlain(new Source("scenario " + story, ErrorCode.INVALID_INPUT), features);
    List<FeatureDefinition> definitions =
        node.list().stream().map(ScenarioFeatures::definition).toList();
    return FeatureGraph.empty().withAll(definitions);
  }

  /** A feature; without a schema of its own it has the one that the recorder gave it. */
  private static FeatureDefinition definition(Node node) {
    FeatureDefinition definition = DefinitionReader.read(node);
    if (definition.schema() != null) {
      return definition;
    }
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    definition.spec().idColumns().forEach(id -> properties.put(id, Map.of("type", "string")));
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("title", definition.key().toString());
    schema.put("properties", properties);
    schema.put("required", definition.spec().idColumns());
    return definition.withSchema(schema);
  }
}
