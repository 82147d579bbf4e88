package io.metaxy.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.core.feature.SpecJson;
import io.metaxy.core.feature.StoredDefinitions;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.json.PythonJson;
import io.metaxy.core.tree.Node;
import io.metaxy.core.tree.Source;
import io.metaxy.core.version.DependencyColumns;
import io.metaxy.core.version.FieldRef;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.core.version.InputIds;
import io.metaxy.core.version.ParentFields;
import io.metaxy.store.FeatureVersions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Versions as the Python library computes them. */
class VersionVectorsTest {

  @TestFactory
  Stream<DynamicTest> graphs() {
    List<DynamicTest> tests = new ArrayList<>();
    VectorFiles.of("versions")
        .forEach(
            (name, file) -> {
              if (file.isList()) {
                file.list().forEach(graph -> tests.add(openTest(name + " " + graph, graph)));
              } else {
                list(file, "graphs").forEach(graph -> tests.add(fullTest(name, graph)));
              }
            });
    return tests.stream();
  }

  private static List<Node> list(Node file, String name) {
    return file.find(name).map(Node::list).orElse(List.of());
  }

  // The first form: a list of graphs, the answers by truncation.

  private static DynamicTest openTest(String name, Node graph) {
    return dynamicTest(
        name,
        () -> {
          if (graph.find("error").isPresent()) {
            assertThatThrownBy(() -> computeAll(Graphs.graph(graph.require("features"))))
                .isInstanceOf(MetaxyException.class);
          } else {
            checkOpen(graph);
          }
        });
  }

  private static void checkOpen(Node graph) {
    FeatureGraph features = openGraph(graph);
    graph
        .require("answers")
        .table()
        .forEach(
            (length, answers) -> {
              GraphVersions versions = new GraphVersions(features, "p", Integer.parseInt(length));
              answers
                  .table()
                  .forEach(
                      (key, answer) -> {
                        if (key.equals("project_version")) {
                          assertThat(versions.projectVersion("p")).isEqualTo(answer.text());
                        } else {
                          checkOpen(features, versions, FeatureKey.of(key), answer);
                        }
                      });
            });
  }

  private static FeatureGraph openGraph(Node graph) {
    Map<String, Node> schemas = graph.require("answers").require("8").table();
    FeatureGraph features = FeatureGraph.empty();
    for (FeatureDefinition definition : Graphs.definitions(graph.require("features"))) {
      String schema = schemas.get(definition.key().toString()).require("schema_json").text();
      features =
          features.with(
              definition.withSchema(
                  JsonText.object(new Source("schema", ErrorCode.INVALID_INPUT), schema)));
    }
    return features;
  }

  private static void checkOpen(
      FeatureGraph graph, GraphVersions versions, FeatureKey key, Node answer) {
    FeatureVersions found = versions.of(key);
    assertThat(found.fieldVersions())
        .isEqualTo(answer.require("feature_version_by_field").plainTable());
    assertThat(found.featureVersion()).isEqualTo(answer.require("feature_version").text());
    assertThat(found.codeVersion()).isEqualTo(answer.require("code_version").text());
    assertThat(found.specVersion()).isEqualTo(answer.require("feature_spec_version").text());
    assertThat(found.definitionVersion()).isEqualTo(answer.require("definition_version").text());
    assertThat(parents(graph, key)).isEqualTo(answer.require("parents_by_field").plainTable());
    answer
        .find("spec_json")
        .ifPresent(
            text ->
                assertThat(PythonJson.sorted(SpecJson.of(graph.spec(key)))).isEqualTo(text.text()));
  }

  private static Map<String, Object> parents(FeatureGraph graph, FeatureKey key) {
    Map<String, Object> texts = new LinkedHashMap<>();
    ParentFields.of(graph, key)
        .forEach(
            (field, parents) ->
                texts.put(field.toString(), parents.stream().map(FieldRef::toString).toList()));
    return texts;
  }

  // The second form: named graphs, expectations per graph and per truncation.

  private static DynamicTest fullTest(String file, Node graph) {
    return dynamicTest(
        file + " " + graph.require("name").text(),
        () -> {
          List<FeatureDefinition> definitions = Graphs.definitions(graph.require("features"));
          if (tablesOf(definitions).size() < definitions.size()) {
            // The reference lets two features share a table; rule K2 does not.
            assertThatThrownBy(() -> FeatureGraph.empty().withAll(definitions))
                .isInstanceOfSatisfying(
                    MetaxyException.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_NAME_CLASH));
            return;
          }
          FeatureGraph features = FeatureGraph.empty().withAll(definitions);
          checkFull(graph, features);
          checkProjects(graph, features);
          assertThat(features.topologicalOrder().stream().map(FeatureKey::toString))
              .containsExactlyElementsOf(
                  graph.require("expected").require("topological_order").texts());
        });
  }

  private static Set<String> tablesOf(List<FeatureDefinition> definitions) {
    return definitions.stream().map(d -> d.key().tableName()).collect(Collectors.toSet());
  }

  private static void checkFull(Node graph, FeatureGraph features) {
    Node expected = graph.require("expected");
    for (FeatureDefinition definition : features.definitions()) {
      FeatureKey key = definition.key();
      FeatureSpec spec = definition.spec();
      Node answer = expected.require("features").require(key.toString());
      assertThat(PythonJson.sorted(SpecJson.of(spec)))
          .isEqualTo(answer.require("spec_json_hashed").text());
      answer
          .find("feature_schema_json_hashed")
          .ifPresent(
              text -> assertThat(PythonJson.sorted(definition.schema())).isEqualTo(text.text()));
      assertThat(parents(features, key)).isEqualTo(answer.require("parent_fields").plainTable());
      assertThat(InputIds.of(features, key))
          .containsExactlyInAnyOrderElementsOf(answer.require("input_id_columns_set").texts());
      expected
          .require("by_truncation_length")
          .table()
          .forEach(
              (length, answers) ->
                  checkFull(
                      new GraphVersions(
                          features, graph.require("project").text(), Integer.parseInt(length)),
                      key,
                      answers.require("features").require(key.toString())));
      assertThat(SpecJson.of(stored(definition).spec())).isEqualTo(SpecJson.of(spec));
    }
  }

  /** The definition after a round through the texts of the system table. */
  private static FeatureDefinition stored(FeatureDefinition definition) {
    return StoredDefinitions.read(
        StoredDefinitions.spec(definition), StoredDefinitions.schema(definition), "x", "p");
  }

  private static void checkFull(GraphVersions versions, FeatureKey key, Node answer) {
    FeatureVersions found = versions.of(key);
    assertThat(found.fieldVersions()).isEqualTo(answer.require("field_versions").plainTable());
    assertThat(found.featureVersion()).isEqualTo(answer.require("feature_version").text());
    assertThat(found.codeVersion()).isEqualTo(answer.require("code_version").text());
    assertThat(found.specVersion()).isEqualTo(answer.require("feature_spec_version").text());
    answer
        .find("definition_version")
        .ifPresent(version -> assertThat(found.definitionVersion()).isEqualTo(version.text()));
  }

  private static void checkProjects(Node graph, FeatureGraph features) {
    graph
        .require("expected")
        .require("by_truncation_length")
        .table()
        .forEach(
            (length, answers) ->
                answers
                    .require("project_version")
                    .table()
                    .forEach(
                        (project, version) ->
                            assertThat(
                                    new GraphVersions(
                                            features,
                                            graph.require("project").text(),
                                            Integer.parseInt(length))
                                        .projectVersion(project))
                                .isEqualTo(version.text())));
  }

  @TestFactory
  Stream<DynamicTest> refusedGraphs() {
    return VectorFiles.of("versions").entrySet().stream()
        .filter(file -> file.getValue().isTable())
        .flatMap(
            file ->
                list(file.getValue(), "invalid").stream()
                    .map(
                        graph ->
                            dynamicTest(
                                file.getKey() + " " + graph.require("name").text(),
                                () -> checkRefused(graph))));
  }

  private static void checkRefused(Node graph) {
    String stage = graph.require("error").require("stage").text();
    Node features = graph.require("features");
    switch (stage) {
      case "build" ->
          assertThatThrownBy(() -> Graphs.definitions(features))
              .isInstanceOf(MetaxyException.class);
      case "plan" -> {
        FeatureGraph built = Graphs.graph(features);
        assertThatThrownBy(() -> computeAll(built)).isInstanceOf(MetaxyException.class);
      }
      default -> {
        FeatureGraph built = Graphs.graph(features);
        computeAll(built);
        assertThatThrownBy(() -> built.keys().forEach(k -> DependencyColumns.check(built, k)))
            .isInstanceOf(MetaxyException.class);
      }
    }
  }

  private static void computeAll(FeatureGraph graph) {
    GraphVersions versions = new GraphVersions(graph, "p", 8);
    graph.keys().forEach(versions::of);
  }

  @TestFactory
  Stream<DynamicTest> pythonClasses() {
    return VectorFiles.of("versions").entrySet().stream()
        .filter(file -> file.getValue().isTable())
        .flatMap(file -> file.getValue().find("class_based").stream())
        .map(node -> dynamicTest(node.where(), () -> checkClasses(node)));
  }

  private static void checkClasses(Node classes) {
    FeatureGraph graph = FeatureGraph.empty();
    for (Node feature : classes.require("features").list()) {
      graph =
          graph.with(
              StoredDefinitions.read(
                  feature.require("definition_spec_json").text(),
                  feature.require("feature_schema_json_hashed").text(),
                  "module.Class",
                  "p"));
    }
    int length = ((Number) classes.require("hash_truncation_length").plain()).intValue();
    GraphVersions versions = new GraphVersions(graph, "p", length);
    for (Node feature : classes.require("features").list()) {
      FeatureKey key = FeatureKey.of(feature.require("key").text());
      FeatureVersions found = versions.of(key);
      assertThat(found.specVersion()).isEqualTo(feature.require("definition_spec_version").text());
      assertThat(found.definitionVersion()).isEqualTo(feature.require("definition_version").text());
      assertThat(found.featureVersion()).isEqualTo(feature.require("feature_version").text());
      assertThat(key.tableName()).isEqualTo(feature.require("table_name").text());
    }
    assertThat(versions.projectVersion("p")).isEqualTo(classes.require("project_version").text());
  }
}
