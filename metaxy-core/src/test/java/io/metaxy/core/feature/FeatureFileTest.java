package io.metaxy.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureDep;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.FieldDep;
import io.metaxy.FieldSpec;
import io.metaxy.FieldsMapping;
import io.metaxy.Lineage;
import io.metaxy.MetaxyException;
import io.metaxy.core.tree.Source;
import io.metaxy.core.tree.TomlFile;
import io.metaxy.core.version.GraphVersions;
import io.metaxy.schema.DataType;
import io.metaxy.store.FeatureVersions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureFileTest {

  private static List<FeatureDefinition> read(String toml) {
    return FeatureFile.read(
        TomlFile.parse(toml, new Source("features.toml", ErrorCode.INVALID_FEATURE)));
  }

  @Test
  void shortFormsMeanTheSameAsTheBuilder() {
    List<FeatureDefinition> features =
        read(
            """
            project = "digits"

            [features."digits/images"]
            id_columns = ["sample_uid"]
            fields = ["pixels"]

            [features.predictions]
            id_columns = ["sample_uid", "model_version"]
            deps = ["digits/images"]
            fields = [{ key = "default", code_version = "1" }]

            [features.predictions.columns]
            confidence = "float64"
            price = "decimal(10, 2)"
            """);

    assertThat(features)
        .containsExactly(
            FeatureDefinition.of(
                    FeatureSpec.builder("digits/images")
                        .idColumns("sample_uid")
                        .field("pixels")
                        .build())
                .inProject("digits"),
            FeatureDefinition.of(
                    FeatureSpec.builder("predictions")
                        .idColumns("sample_uid", "model_version")
                        .dependsOn("digits/images")
                        .field("default", "1")
                        .column("confidence", DataType.FLOAT64)
                        .column("price", DataType.decimal(10, 2))
                        .build())
                .inProject("digits"));
  }

  @Test
  void everythingOfASpecCanBeSaid() {
    FeatureSpec spec =
        read("""
            [features.c]
            id_columns = ["id"]
            description = "All of it."
            metadata = { owner = "x", n = 1, f = 1.5, list = [true] }

            [[features.c.deps]]
            feature = "a/b"
            select = ["q"]
            rename = { p = "q" }
            filters = ["q > 1"]
            optional = true
            lineage = { type = "aggregation", on = ["id"] }
            fields_mapping = { type = "specific", mapping = { x = ["u", "v/w"] } }

            [[features.c.deps]]
            feature = "d"
            lineage = { type = "expansion", on = ["id"] }
            fields_mapping = "all"

            [[features.c.fields]]
            key = "x"

            [[features.c.fields]]
            key = "y"
            deps = [{ feature = "d", fields = ["z"] }, "a/b"]

            [[features.c.fields]]
            key = "w"
            deps = "all"
            """)
            .get(0)
            .spec();

    assertThat(spec)
        .isEqualTo(
            FeatureSpec.builder("c")
                .idColumns("id")
                .description("All of it.")
                .metadata("owner", "x")
                .metadata("n", 1)
                .metadata("f", 1.5)
                .metadata("list", List.of(true))
                .dependsOn(
                    FeatureDep.on("a/b")
                        .rename("p", "q")
                        .select("q")
                        .where("q > 1")
                        .optional()
                        .lineage(Lineage.aggregation("id"))
                        .mapping(FieldsMapping.specific(Map.of("x", List.of("u", "v/w")))))
                .dependsOn(
                    FeatureDep.on("d")
                        .lineage(Lineage.expansion("id"))
                        .mapping(FieldsMapping.all()))
                .field("x")
                .field(FieldSpec.of("y").from(FieldDep.on("d", "z"), FieldDep.on("a/b")))
                .field(FieldSpec.of("w").fromAll())
                .build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id_colums = ['x']               | features.a.id_colums is not known here. Did you mean id_columns?",
        "id_columns = 'x'                | features.a.id_columns is 'x'. Write a list.",
        "fields = ['x']                  | features.a has no 'id_columns'.",
        "id_columns = ['x']; fields = ['X'] | features.a.fields[0]: Part 'X'",
        "id_columns = ['x']; fields = [{ key = 'x', code_version = 1 }] | fields[0].code_version is '1'. Write a text in quotes.",
        "id_columns = ['x']; deps = [{ feature = 'b', optionl = true }] | Did you mean optional?",
        "id_columns = ['x']; deps = [{ feature = 'b', lineage = 'aggregate' }] | Did you mean aggregation?",
        "id_columns = ['x']; columns = { c = 'int32' } | features.a.columns.c: 'int32' is not a column type",
        "id_columns = ['metaxy_x']       | 'metaxy_x'",
        "id_columns = ['x' | is not TOML"
      })
  void mistakeIsShownWithItsLine(String lines, String message) {
    String toml = "[features.a]\n" + lines.replace(';', '\n').replace('\'', '"');

    assertThatThrownBy(() -> read(toml))
        .isInstanceOf(MetaxyException.class)
        .hasMessageStartingWith("features.toml (line ")
        .hasMessageContaining(message);
  }

  @Test
  void lockFileOfPythonGivesItsVersions() throws Exception {
    Path lock = Path.of(FeatureFileTest.class.getResource("python.lock").toURI());

    FeatureGraph graph = FeatureGraph.empty().withAll(FeatureFile.read(lock));

    assertThat(graph.definitions()).allMatch(FeatureDefinition::isExternal);
    GraphVersions versions = new GraphVersions(graph, "app", 16);
    assertVersions(
        versions.of(FeatureKey.of("audio/raw-track")), "3cc1f085a2bf0a74", "3ddcbd26eefe8fa3");
    assertVersions(versions.of(FeatureKey.of("scene/cut")), "9664f9d3d05015eb", "4a513c4f6c2071d5");
    assertVersions(
        versions.of(FeatureKey.of("video/faces")), "a78536a60d4e37d1", "4a095b404add38d4");
    assertVersions(versions.of(FeatureKey.of("video/raw")), "0ace17b7a42924d4", "27c89949604cdf3f");
    assertThat(graph.spec(FeatureKey.of("video/raw")).columns().toString())
        .contains("path, type=string", "size, type=int64", "score, type=float64")
        .contains("ok, type=boolean", "day, type=date", "at, type=timestamp");
  }

  private static void assertVersions(FeatureVersions versions, String feature, String definition) {
    assertThat(versions.featureVersion()).isEqualTo(feature);
    assertThat(versions.definitionVersion()).isEqualTo(definition);
  }
}
