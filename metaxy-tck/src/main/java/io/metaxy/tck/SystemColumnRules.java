package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules C: system columns. */
public abstract class SystemColumnRules extends RuleTest {

  @Test
  void C1_everyRowHasTheSystemColumns() {
    MetadataStore store = open();
    clock().set(Instant.parse("2025-03-04T05:06:07.123456Z"));
    store.write(
        WriteRequest.of(PREDICTIONS.key(), List.of(sample(1, 0.5))).materializationId("run-1"));
    Map<String, @Nullable Object> row = store.read("predictions").toList().get(0);
    assertThat(row.keySet()).as("C1").containsAll(SystemColumns.SCHEMA.names());
    assertThat(row.get(SystemColumns.PROVENANCE_BY_FIELD))
        .as("C1: a map from field to text")
        .isEqualTo(Map.of("default", "p1"));
    assertThat(row.get(SystemColumns.DATA_VERSION_BY_FIELD))
        .as("C1: a map from field to text")
        .isEqualTo(Map.of("default", "p1"));
    assertThat(row.get(SystemColumns.UPDATED_AT))
        .as("C1: UTC with microseconds")
        .isEqualTo(Instant.parse("2025-03-04T05:06:07.123457Z"));
    assertThat(row.get(SystemColumns.DELETED_AT)).as("C1").isNull();
    assertThat(row.get(SystemColumns.MATERIALIZATION_ID)).as("C1").isEqualTo("run-1");
  }

  @Test
  void C2_theTableIsTheOneThatPythonMakes() {
    MetadataStore store = open();
    write(store, row("sample_uid", 1, "confidence", 0.5, "label", "x", "ok", true));
    try (var backend = harness().openBackend(options())) {
      Schema schema = backend.schema("predictions").orElseThrow();
      assertThat(schema.names())
          .as("C2: the user's columns and the system's, no others")
          .containsExactlyInAnyOrder(
              "sample_uid",
              "confidence",
              "label",
              "ok",
              "metaxy_provenance_by_field",
              "metaxy_provenance",
              "metaxy_data_version_by_field",
              "metaxy_data_version",
              "metaxy_feature_version",
              "metaxy_project_version",
              "metaxy_created_at",
              "metaxy_updated_at",
              "metaxy_deleted_at",
              "metaxy_materialization_id");
      assertThat(type(schema, "sample_uid")).as("C2").isEqualTo(DataType.INT64);
      assertThat(type(schema, "confidence")).as("C2").isEqualTo(DataType.FLOAT64);
      assertThat(type(schema, "label")).as("C2").isEqualTo(DataType.STRING);
      assertThat(type(schema, "ok")).as("C2").isEqualTo(DataType.BOOLEAN);
      assertThat(type(schema, "metaxy_updated_at")).as("C2").isEqualTo(DataType.TIMESTAMP);
      assertThat(type(schema, "metaxy_provenance_by_field"))
          .as("C2")
          .isEqualTo(DataType.STRING_MAP);
    }
  }
}
