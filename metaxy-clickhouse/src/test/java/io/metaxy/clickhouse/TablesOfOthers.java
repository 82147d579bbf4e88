package io.metaxy.clickhouse;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.store.Increment;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import io.metaxy.tck.RuleTest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tables that others made or wrote to. Where columns are declared without {@code Nullable}, the
 * engine gives zeros and empty texts for what is not there, and a store still says null.
 */
abstract class TablesOfOthers extends RuleTest {
  private static final FeatureSpec PARENT =
      FeatureSpec.builder("parent").idColumns("sample_uid").field("default", "1").build();
  private static final FeatureSpec CHILD =
      FeatureSpec.builder("child")
          .idColumns("sample_uid")
          .field("default", "1")
          .dependsOn("parent")
          .build();

  @Test
  void aKeyThatAMapLacksIsNull() {
    MetadataStore store = open(PARENT);
    store.write("parent", List.of(sample(1L, 0.1)));
    redeclare("parent");
    var value = col(SystemColumns.PROVENANCE_BY_FIELD).mapGet("none");
    assertThat(store.read(ReadRequest.of("parent").where(value.isNull())).toList()).hasSize(1);
    assertThat(store.read(ReadRequest.of("parent").where(value.eq(""))).toList()).isEmpty();
  }

  @Test
  void aSampleIsNewIfItHasNoRow() {
    MetadataStore store = open(PARENT, CHILD);
    store.write("parent", List.of(sample(1L, 0.1), sample(2L, 0.2)));
    Increment first = store.resolveUpdate("child");
    store.write("child", List.of(first.newSamples().toList().get(0)));
    redeclare("parent");
    redeclare("child");
    Increment second = store.resolveUpdate("child");
    assertThat(second.newSamples().toList()).hasSize(1);
    assertThat(second.staleSamples().toList()).isEmpty();
    assertThat(second.orphanedSamples().toList()).isEmpty();
  }

  @Test
  void aRowWithoutATimeIsOlderThanAnyOther() {
    MetadataStore store = open(PARENT);
    store.write("parent", List.of(sample(1L, 0.1)));
    ClickHouseEngine.shared()
        .run(
            "INSERT INTO %s SELECT * REPLACE (0.9 AS confidence, NULL AS metaxy_created_at, NULL AS metaxy_updated_at) FROM %s"
                .formatted(name("parent"), name("parent")));
    assertThat(store.read("parent").toList())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("confidence", 0.1));
  }

  @Test
  void aNumberThatTheColumnCannotHoldIsRefused() {
    MetadataStore store = open(PARENT);
    store.write("parent", List.of(sample(1L, 0.1)));
    List<String> types = List.of("UInt8", "UInt64", "UInt128", "UInt256");
    for (String type : types) {
      ClickHouseEngine.shared()
          .run("ALTER TABLE %s ADD COLUMN %s Nullable(%s)".formatted(name("parent"), type, type));
    }
    for (String type : types) {
      Object minusOne = type.equals("UInt8") ? -1L : BigDecimal.valueOf(-1);
      Map<String, @Nullable Object> row = new HashMap<>(sample(2L, 0.2));
      row.put(type, minusOne);
      assertThatThrownBy(() -> store.write("parent", List.of(row)))
          .as(type)
          .isInstanceOf(MetaxyException.class)
          .hasMessageContaining(type)
          .hasMessageContaining("-1");
    }
    BigDecimal greatest = new BigDecimal("18446744073709551615");
    Map<String, @Nullable Object> row = new HashMap<>(sample(3L, 0.3));
    row.put("UInt64", greatest);
    store.write("parent", List.of(row));
    assertThat(store.read("parent").toList())
        .extracting(found -> found.get("UInt64"))
        .containsExactlyInAnyOrder(null, greatest);
  }

  /** Replaces a table by one of the same rows whose ids and map values are never null. */
  private void redeclare(String table) {
    String name = name(table);
    ClickHouseEngine engine = ClickHouseEngine.shared();
    engine.run(
        "CREATE TABLE %s_strict ENGINE = MergeTree ORDER BY tuple() AS SELECT * REPLACE (%s, %s, %s) FROM %s"
            .formatted(
                name,
                "assumeNotNull(sample_uid) AS sample_uid",
                "CAST(metaxy_provenance_by_field AS Map(String, String))"
                    + " AS metaxy_provenance_by_field",
                "assumeNotNull(metaxy_provenance) AS metaxy_provenance",
                name));
    engine.run("EXCHANGE TABLES %s_strict AND %s".formatted(name, name));
  }

  private String name(String table) {
    return URI.create(String.valueOf(options().get("url"))).getPath().substring(1) + "." + table;
  }
}
