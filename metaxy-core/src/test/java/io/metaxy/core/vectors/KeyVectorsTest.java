package io.metaxy.core.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.metaxy.FeatureKey;
import io.metaxy.FieldKey;
import io.metaxy.MetaxyException;
import io.metaxy.core.tree.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Keys and their names as the Python library has them (rules K1, K2). */
class KeyVectorsTest {

  private record Names(
      List<String> parts, String text, String table, String structKey, String columnSuffix) {
    static Names ofFeature(Node input) {
      FeatureKey key = input.isText() ? FeatureKey.of(input.text()) : new FeatureKey(input.texts());
      return new Names(
          key.parts(), key.toString(), key.tableName(), key.structKey(), key.columnSuffix());
    }

    static Names ofField(Node input) {
      FieldKey key = input.isText() ? FieldKey.of(input.text()) : new FieldKey(input.texts());
      return new Names(
          key.parts(), key.toString(), key.tableName(), key.structKey(), key.columnSuffix());
    }
  }

  @TestFactory
  Stream<DynamicTest> namesOfKeys() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, Node> file : VectorFiles.of("keys").entrySet()) {
      for (String list : List.of("feature_keys", "feature", "field_keys", "field")) {
        file.getValue()
            .find(list)
            .ifPresent(
                keys ->
                    keys.list()
                        .forEach(
                            key -> tests.add(test(file.getKey(), list.startsWith("field"), key))));
      }
    }
    return tests.stream();
  }

  private static DynamicTest test(String file, boolean field, Node key) {
    Node input = key.table().get("input");
    String name = file + " " + (field ? "field " : "feature ") + input.plain();
    // What the reference lets pass against its own text, we refuse (rule K1).
    boolean refused =
        key.find("quirk").isPresent()
            || key.find("error").filter(e -> e.isText() || e.flag()).isPresent();
    return dynamicTest(
        name,
        () -> {
          if (refused) {
            assertThatThrownBy(() -> names(field, input)).isInstanceOf(MetaxyException.class);
          } else if (input.isText() || input.isList()) {
            assertThat(names(field, input)).isEqualTo(expected(key));
          }
        });
  }

  private static Names names(boolean field, Node input) {
    return field ? Names.ofField(input) : Names.ofFeature(input);
  }

  private static Names expected(Node key) {
    return new Names(
        key.require("parts").texts(),
        key.find("to_string").or(() -> key.find("text")).orElseThrow().text(),
        key.require("table_name").text(),
        key.find("struct_key").or(() -> key.find("to_struct_key")).orElseThrow().text(),
        key.find("column_suffix").or(() -> key.find("to_column_suffix")).orElseThrow().text());
  }

  @TestFactory
  Stream<DynamicTest> orderOfKeys() {
    return VectorFiles.of("keys").entrySet().stream()
        .filter(file -> file.getValue().find("sort").isPresent())
        .map(
            file ->
                dynamicTest(
                    file.getKey(),
                    () -> {
                      Node sort = file.getValue().require("sort");
                      List<FeatureKey> keys =
                          new ArrayList<>(
                              sort.require("input").texts().stream().map(FeatureKey::of).toList());
                      Collections.sort(keys);
                      assertThat(keys.stream().map(FeatureKey::toString))
                          .containsExactlyElementsOf(sort.require("sorted_by_parts").texts());
                    }));
  }
}
