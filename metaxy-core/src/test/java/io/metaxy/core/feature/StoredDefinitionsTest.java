package io.metaxy.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.schema.DataType;
import io.metaxy.store.FeatureVersions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The system table's rows as a store has them that the Python library wrote. */
class StoredDefinitionsTest {

  private static List<Map<String, String>> rows() throws IOException {
    return new ObjectMapper()
        .readValue(
            StoredDefinitionsTest.class.getResource("python_feature_versions.json"),
            new TypeReference<>() {});
  }

  private static FeatureDefinition read(Map<String, String> row) {
    return StoredDefinitions.read(
        row.get("feature_spec"),
        row.get("feature_schema"),
        row.get("feature_class_path"),
        row.get("project"));
  }

  @Test
  void rowsOfPythonAreWrittenBackLetterForLetter() throws IOException {
    for (Map<String, String> row : rows()) {
      FeatureDefinition definition = read(row);

      assertThat(StoredDefinitions.spec(definition)).isEqualTo(row.get("feature_spec"));
      assertThat(StoredDefinitions.schema(definition)).isEqualTo(row.get("feature_schema"));
      assertThat(StoredDefinitions.classPath(definition)).isEqualTo(row.get("feature_class_path"));
    }
  }

  @Test
  void versionsAreThoseThatPythonStored() throws IOException {
    List<Map<String, String>> all = rows();
    for (List<Map<String, String>> push : List.of(all.subList(0, 4), all.subList(4, 8))) {
      FeatureGraph graph =
          FeatureGraph.empty().withAll(push.stream().map(StoredDefinitionsTest::read).toList());
      GraphVersions versions = new GraphVersions(graph, null, 16);
      for (Map<String, String> row : push) {
        FeatureVersions found = versions.of(read(row).key());
        assertThat(found.featureVersion()).isEqualTo(row.get("metaxy_feature_version"));
        assertThat(found.definitionVersion()).isEqualTo(row.get("metaxy_definition_version"));
        assertThat(found.projectVersion()).isEqualTo(row.get("metaxy_project_version"));
      }
    }
  }

  @Test
  void schemaOfAJavaFeatureHasTheShapeOfPythons() {
    FeatureSpec spec =
        FeatureSpec.builder("video/raw")
            .idColumns("sample_uid")
            .column("sample_uid", DataType.STRING)
            .column("at", DataType.TIMESTAMP)
            .column("scores", DataType.list(DataType.FLOAT64))
            .build();

    assertThat(StoredDefinitions.schema(FeatureDefinition.of(spec)))
        .startsWith(
            "{\"additionalProperties\": false, \"properties\": {\"metaxy_provenance_by_field\":"
                + " {\"additionalProperties\": {\"type\": \"string\"}, \"title\": \"Metaxy"
                + " Provenance By Field\", \"type\": \"object\"}, ")
        .contains("\"sample_uid\": {\"title\": \"Sample Uid\", \"type\": \"string\"}")
        .contains(
            "\"at\": {\"anyOf\": [{\"format\": \"date-time\", \"type\": \"string\"}, {\"type\":"
                + " \"null\"}], \"default\": null, \"title\": \"At\"}")
        .endsWith(
            "\"required\": [\"sample_uid\"], \"title\": \"video/raw\", \"type\": \"object\"}");
    assertThat(
            StoredDefinitions.read(
                    StoredDefinitions.spec(FeatureDefinition.of(spec)),
                    StoredDefinitions.schema(FeatureDefinition.of(spec)),
                    null,
                    "p")
                .spec())
        .isEqualTo(spec);
  }

  @Test
  void textThatIsNoSpecIsRefused() {
    for (String spec : List.of("", "[]", "{\"key\": \"a\"}", "{\"key\": \"a\", \"new\": 1}")) {
      assertThatThrownBy(() -> StoredDefinitions.read(spec, "{}", null, "p"))
          .isInstanceOfSatisfying(
              MetaxyException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_STORE))
          .hasMessageContaining("feature_spec");
    }
  }
}
