package io.metaxy.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.HashAlgorithm;
import io.metaxy.core.hash.TextHash;
import io.metaxy.core.provenance.SampleProvenance;
import io.metaxy.core.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Hashes and provenance as the Python library computes them. */
class ProvenanceVectorsTest {
  private static final String BY_FIELD = "metaxy_provenance_by_field";
  private static final String SAMPLE = "metaxy_provenance";

  @TestFactory
  Stream<DynamicTest> hashes() {
    return full()
        .map(
            file ->
                dynamicTest(file.where(), () -> list(file, "hash_strings").forEach(this::hash)));
  }

  private void hash(Node node) {
    Object input = node.table().get("input").plain();
    node.table()
        .forEach(
            (algorithm, expected) -> {
              if (!algorithm.equals("input")) {
                TextHash hash = TextHash.of(HashAlgorithm.of(algorithm), 64);
                assertThat(hash.hashOrNull((String) input))
                    .describedAs("%s of '%s'", algorithm, input)
                    .isEqualTo(expected.plain());
              }
            });
  }

  @TestFactory
  Stream<DynamicTest> rootSamples() {
    return full()
        .flatMap(file -> file.find("root_samples").stream())
        .map(node -> dynamicTest(node.where(), () -> checkRoots(node)));
  }

  private static void checkRoots(Node roots) {
    FeatureGraph graph = Graphs.graph(roots.require("features"));
    FeatureKey feature = graph.keys().iterator().next();
    forEachHash(
        roots.require("expected"),
        (hash, answers) -> {
          SampleProvenance provenance = new SampleProvenance(graph, feature, hash);
          List<Object> found = new ArrayList<>();
          roots
              .require("rows")
              .list()
              .forEach(row -> found.add(provenance.ofSample(row.plainTable())));
          assertThat(found).isEqualTo(answers.plain());
        });
  }

  private interface Check {
    void check(TextHash hash, Node answers);
  }

  /** Answers by algorithm, then by truncation. */
  private static void forEachHash(Node expected, Check check) {
    expected
        .table()
        .forEach(
            (algorithm, byLength) ->
                byLength
                    .table()
                    .forEach(
                        (length, answers) ->
                            check.check(
                                TextHash.of(HashAlgorithm.of(algorithm), Integer.parseInt(length)),
                                answers)));
  }

  @TestFactory
  Stream<DynamicTest> namedCases() {
    return full()
        .flatMap(file -> list(file, "cases").stream())
        .map(
            node ->
                dynamicTest(
                    node.where() + " " + node.require("name").text(), () -> checkCase(node)));
  }

  private static Stream<Node> full() {
    return VectorFiles.of("provenance").values().stream().filter(Node::isTable);
  }

  private static List<Node> list(Node file, String name) {
    return file.find(name).map(Node::list).orElse(List.of());
  }

  private static void checkCase(Node node) {
    FeatureGraph graph = Graphs.graph(node.require("features"));
    FeatureKey target = FeatureKey.of(node.require("target").text());
    Map<FeatureKey, List<Map<String, Object>>> parents = new HashMap<>();
    node.require("upstream")
        .table()
        .forEach((key, parent) -> parents.put(FeatureKey.of(key), withAllColumns(parent)));
    List<Node> rows = node.require("expected").require("rows").list();
    forEachHash(
        node.require("expected").require("provenance"),
        (hash, answers) -> {
          List<Map<String, Object>> expected = new ArrayList<>();
          for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>(rows.get(i).plainTable());
            Map<String, Object> answer = answers.list().get(i).plainTable();
            row.put(BY_FIELD, answer.get("provenance_by_field"));
            row.put(SAMPLE, answer.get("provenance"));
            expected.add(withoutNulls(row));
          }
          assertThat(found(graph, target, parents, "data_version_by_field", hash, true))
              .containsExactlyInAnyOrderElementsOf(expected);
        });
  }

  /** A parent's rows; of a column that a row leaves out the value is null. */
  private static List<Map<String, Object>> withAllColumns(Node parent) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Node row : parent.require("rows").list()) {
      Map<String, Object> whole = new LinkedHashMap<>();
      parent.require("columns").table().keySet().forEach(name -> whole.put(name, null));
      whole.putAll(row.plainTable());
      rows.add(whole);
    }
    return rows;
  }

  private static List<Map<String, Object>> found(
      FeatureGraph graph,
      FeatureKey target,
      Map<FeatureKey, List<Map<String, Object>>> parents,
      String versionsColumn,
      TextHash hash,
      boolean allColumns) {
    SampleProvenance provenance = new SampleProvenance(graph, target, hash);
    List<Map<String, Object>> found = new ArrayList<>();
    for (ParentJoin.Row row : new ParentJoin(graph, target, hash).join(parents, versionsColumn)) {
      Map<String, Object> result = new LinkedHashMap<>(row.columns());
      if (!allColumns) {
        result.keySet().retainAll(graph.spec(target).idColumns());
      }
      Map<String, String> byField = provenance.byField(row.versions());
      result.put(BY_FIELD, byField);
      result.put(SAMPLE, provenance.ofSample(byField));
      found.add(withoutNulls(result));
    }
    return found;
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> row) {
    Map<String, Object> kept = new LinkedHashMap<>(row);
    kept.values().removeIf(Objects::isNull);
    return kept;
  }

  @TestFactory
  Stream<DynamicTest> openCases() {
    List<DynamicTest> tests = new ArrayList<>();
    VectorFiles.of("provenance").values().stream()
        .filter(Node::isList)
        .flatMap(file -> file.list().stream())
        .forEach(
            group -> {
              FeatureGraph graph = Graphs.graph(group.require("features"));
              int length = ((Number) group.require("truncation").plain()).intValue();
              group
                  .require("cases")
                  .list()
                  .forEach(
                      node ->
                          tests.add(
                              dynamicTest(node.where(), () -> checkOpen(graph, length, node))));
            });
    return tests.stream();
  }

  private static void checkOpen(FeatureGraph graph, int length, Node node) {
    Map<FeatureKey, List<Map<String, Object>>> parents = new HashMap<>();
    node.require("parents")
        .table()
        .forEach(
            (key, rows) ->
                parents.put(
                    FeatureKey.of(key), rows.list().stream().map(Node::plainTable).toList()));
    node.require("expected")
        .table()
        .forEach(
            (algorithm, rows) ->
                assertThat(
                        found(
                            graph,
                            FeatureKey.of(node.require("feature").text()),
                            parents,
                            "metaxy_data_version_by_field",
                            TextHash.of(HashAlgorithm.of(algorithm), length),
                            false))
                    .describedAs(algorithm)
                    .containsExactlyInAnyOrderElementsOf(
                        rows.list().stream().map(row -> withoutNulls(row.plainTable())).toList()));
  }
}
