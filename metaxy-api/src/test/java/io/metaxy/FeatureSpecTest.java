package io.metaxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.schema.Column;
import io.metaxy.schema.ColumnName;
import io.metaxy.schema.ColumnType;
import io.metaxy.schema.DataType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureSpecTest {

  @Feature(
      key = "digits/predictions",
      idColumns = {"sample_uid", "model_version"},
      fields = @Feature.Field(key = "default", codeVersion = "2"),
      deps = @Feature.Dependency(feature = "digits/images", optional = true),
      description = "What the model saw.")
  record Prediction(
      String sampleUid,
      String modelVersion,
      double confidence,
      @ColumnName("odd name") boolean odd,
      @ColumnType("decimal(10, 2)") BigDecimal price,
      List<Long> scores,
      Instant metaxyUpdatedAt) {}

  @Test
  void annotatedRecordSaysTheSameAsTheBuilder() {
    FeatureSpec built =
        FeatureSpec.builder("digits/predictions")
            .idColumns("sample_uid", "model_version")
            .field("default", "2")
            .dependsOn(FeatureDep.on("digits/images").optional())
            .description("What the model saw.")
            .column("sample_uid", DataType.STRING)
            .column("model_version", DataType.STRING)
            .column("confidence", DataType.FLOAT64)
            .column("odd name", DataType.BOOLEAN)
            .column("price", DataType.decimal(10, 2))
            .column("scores", DataType.list(DataType.INT64))
            .build();

    assertThat(FeatureSpec.fromRecord(Prediction.class)).isEqualTo(built);
  }

  @Feature(key = "a", idColumns = "sample_id")
  record WrongId(String sampleUid) {}

  @Feature(key = "a", idColumns = "id")
  record NoType(String id, BigDecimal price) {}

  @Feature(key = "a", idColumns = "id")
  record Endless(String id, List<Endless> next) {}

  record Plain(String id) {}

  @Test
  void recordThatDoesNotFitSaysWhy() {
    assertThatThrownBy(() -> FeatureSpec.fromRecord(WrongId.class))
        .hasMessageContaining("'sample_id'")
        .hasMessageContaining("Did you mean sample_uid?");
    assertThatThrownBy(() -> FeatureSpec.fromRecord(NoType.class))
        .hasMessageContaining("price")
        .hasMessageContaining("@ColumnType");
    assertThatThrownBy(() -> FeatureSpec.fromRecord(Endless.class))
        .hasMessageContaining("next")
        .hasMessageContaining("@ColumnType");
    assertThatThrownBy(() -> FeatureSpec.fromRecord(Plain.class)).hasMessageContaining("@Feature");
  }

  @Test
  void featureWithoutFieldsHasOne() {
    assertThat(FeatureSpec.builder("a").idColumns("id").build().fields())
        .containsExactly(FieldSpec.of("default"));
  }

  @Test
  void specThatContradictsItselfIsRefused() {
    assertThatThrownBy(() -> FeatureSpec.builder("a").build())
        .hasMessageContaining("no id columns");
    assertThatThrownBy(
            () -> FeatureSpec.builder("a").idColumns("id").field("x").field("x", "2").build())
        .hasMessageContaining("field 'x' twice");
    assertThatThrownBy(
            () ->
                FeatureSpec.builder("a")
                    .idColumns("id")
                    .column("metaxy_created_at", DataType.TIMESTAMP)
                    .build())
        .isInstanceOfSatisfying(
            MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESERVED_COLUMN));
    assertThatThrownBy(() -> FeatureSpec.builder("a").idColumns("Metaxy_id").build())
        .as("which no write takes either")
        .hasMessageContaining("'Metaxy_id'");
    assertThatThrownBy(() -> FeatureDep.on("b").rename("p", "q").select("p"))
        .hasMessageContaining("[p]");
    assertThatThrownBy(
            () -> FeatureSpec.builder("a").idColumns("id").metadata("at", Instant.EPOCH).build())
        .hasMessageContaining("java.time.Instant");
  }

  @Test
  void metadataIsACopy() {
    Map<String, Object> owner = new HashMap<>(Map.of("name", "x"));
    FeatureSpec spec = FeatureSpec.builder("a").idColumns("id").metadata("owner", owner).build();

    owner.put("name", "y");

    assertThat(spec.metadata()).isEqualTo(Map.of("owner", Map.of("name", "x")));
  }

  @Test
  void typesReadBackFromTheirText() {
    for (DataType type :
        List.of(
            DataType.INT64,
            DataType.FLOAT64,
            DataType.STRING,
            DataType.BOOLEAN,
            DataType.DATE,
            DataType.TIMESTAMP,
            DataType.BINARY,
            DataType.decimal(38, 0),
            DataType.STRING_MAP,
            DataType.list(DataType.struct(new Column("a b", DataType.list(DataType.DATE)))))) {
      assertThat(DataType.of(type.toString())).isEqualTo(type);
    }
    assertThatThrownBy(() -> DataType.of("list<int32>")).hasMessageContaining("at character 6");
    assertThatThrownBy(() -> DataType.of("decimal(39, 0)")).hasMessageContaining("1 to 38");
    assertThatThrownBy(() -> DataType.of("string>")).hasMessageContaining("nothing more");
  }
}
