package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Capability;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.WriteRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Samples are told apart by whatever their ids are called, and whatever type these have. */
public abstract class SampleIdRules extends RuleTest {
  private static final String ODD = "it's \"odd\" `k`.日本;--";

  @Test
  void K3_idsAndFiltersOfAnyName() {
    FeatureSpec spec =
        FeatureSpec.builder("odd").idColumns(ODD, "select").field("default", "1").build();
    MetadataStore store = open(spec);
    store.write("odd", List.of(odd(1, "a"), odd(1, "b"), odd(2, "a")));
    store.write("odd", List.of(odd(1, "a")));
    assertThat(store.read("odd").count()).as("K3: latest rows").isEqualTo(3);
    String filter = "\"" + ODD.replace("\"", "\"\"") + "\" = 1 AND \"select\" = ";
    assertThat(store.read(ReadRequest.of("odd").where(filter + "'a'")).count())
        .as("K3: a filter")
        .isEqualTo(1);
    assertThat(store.delete(DeleteRequest.soft("odd").where(filter + "'b'")).samples())
        .as("K3: a soft delete")
        .isEqualTo(1);
    if (declared("K3", store, Capability.HARD_DELETE)) {
      assertThat(store.delete(DeleteRequest.hard("odd").where(filter + "'a'")))
          .as("K3: a hard delete")
          .extracting(DeleteReceipt::samples, DeleteReceipt::rows)
          .containsExactly(1L, 2L);
      assertThat(store.read("odd").count()).as("K3").isEqualTo(1);
    }
  }

  private static Map<String, @Nullable Object> odd(long number, String text) {
    return row(ODD, number, "select", text);
  }

  @Test
  void R1_samplesOfWholeNumbersAndDoubles() {
    tellApart(DataType.INT64, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE - 1);
    tellApart(DataType.FLOAT64, Double.NaN, Double.NEGATIVE_INFINITY, 0.1);
    tellApart(DataType.decimal(38, 10), new BigDecimal("0.0000000001"), dec("1"), dec("-1"));
  }

  @Test
  void R1_samplesOfTextsBytesAndTruth() {
    tellApart(DataType.STRING, "", "a\0b", "a");
    tellApart(DataType.STRING, "größe'\"\\", "GRÖSSE'\"\\", "🐦");
    tellApart(DataType.BINARY, new byte[] {0, -1}, new byte[] {0}, new byte[0]);
    tellApart(DataType.BOOLEAN, true, false);
  }

  @Test
  void R1_samplesOfDaysAndTimes() {
    tellApart(
        DataType.DATE,
        LocalDate.of(1, 1, 1),
        LocalDate.of(1969, 12, 31),
        LocalDate.of(9999, 12, 31));
    tellApart(
        DataType.TIMESTAMP,
        Instant.parse("2024-02-29T12:34:56.000001Z"),
        Instant.parse("2024-02-29T12:34:56.000002Z"),
        Instant.parse("0001-01-01T00:00:00Z"));
  }

  @Test
  void R1_bothZerosAreOneSample() {
    FeatureSpec spec = FeatureSpec.builder("zeros").idColumns("id").field("default", "1").build();
    MetadataStore store = open(spec);
    store.write("zeros", List.of(row("id", 0.0, "n", 0L)));
    store.write("zeros", List.of(row("id", -0.0, "n", 1L)));
    assertThat(numbers(store, ReadRequest.of("zeros")))
        .as("R1: zeros are equal, so the later row is the latest one")
        .containsExactly(1L);
    if (declared("R1", store, Capability.HARD_DELETE)) {
      assertThat(store.delete(DeleteRequest.hard("zeros").where("n = 1")))
          .as("R1: and both go")
          .extracting(DeleteReceipt::samples, DeleteReceipt::rows)
          .containsExactly(1L, 2L);
    }
  }

  private static BigDecimal dec(String number) {
    return new BigDecimal(number).setScale(10);
  }

  private int features;

  /** The first has two rows and goes for good, the second is deleted softly. */
  private void tellApart(DataType type, Object... ids) {
    String key = "by" + features++;
    FeatureSpec spec =
        FeatureSpec.builder(key).idColumns("id").column("id", type).field("default", "1").build();
    MetadataStore store = open(spec);
    for (int i = 0; i < ids.length; i++) {
      store.write(key, List.of(row("id", ids[i], "n", (long) i)));
    }
    store.write(key, List.of(row("id", ids[0], "n", 10L)));
    assertThat(numbers(store, ReadRequest.of(key)))
        .as("R1: each sample of " + type + " has its latest row")
        .hasSize(ids.length)
        .contains(10L)
        .doesNotContain(0L);
    assertThat(store.delete(DeleteRequest.soft(key).where("n = 1")).samples())
        .as("R1: one sample of " + type + " is deleted")
        .isEqualTo(1);
    assertThat(numbers(store, ReadRequest.of(key)))
        .as("R1: no more than that")
        .hasSize(ids.length - 1)
        .doesNotContain(1L);
    if (declared("R1", store, Capability.HARD_DELETE)) {
      assertThat(store.delete(DeleteRequest.hard(key).where("n = 10")))
          .as("R1: a sample of " + type + " goes with its history")
          .extracting(DeleteReceipt::samples, DeleteReceipt::rows)
          .containsExactly(1L, 2L);
      assertThat(numbers(store, ReadRequest.of(key).includeDeleted().withSampleHistory()))
          .as("R1: and no other goes")
          .hasSize(ids.length == 2 ? 2 : 3)
          .doesNotContain(0L, 10L);
    }
  }

  private static List<Object> numbers(MetadataStore store, ReadRequest request) {
    return store.read(request).toList().stream().map(row -> row.get("n")).toList();
  }

  @Test
  void W1_anEmptyBatchChangesNothing() {
    FeatureSpec spec =
        FeatureSpec.builder("none").idColumns("sample_uid").field("default", "1").build();
    MetadataStore store = open(spec);
    for (int i = 0; i < 2; i++) {
      assertThat(
              store
                  .write(
                      WriteRequest.of(
                          spec.key(),
                          RowCursor.of(
                              Schema.of(
                                  new Column("sample_uid", DataType.INT64),
                                  new Column("metaxy_provenance_by_field", DataType.STRING_MAP)),
                              List.of())))
                  .rows())
          .as("W1")
          .isZero();
      if (store.status(spec.key()).isWritten()) {
        assertThat(store.read("none").count()).as("W1: no rows").isEqualTo(i);
        assertThat(store.delete(DeleteRequest.soft("none").where("sample_uid = 7")).samples())
            .as("W1: nothing to delete")
            .isZero();
        if (declared("W1", store, Capability.HARD_DELETE)) {
          assertThat(store.delete(DeleteRequest.hard("none").where("sample_uid = 7")))
              .as("W1: nothing to delete")
              .extracting(DeleteReceipt::samples, DeleteReceipt::rows)
              .containsExactly(0L, 0L);
        }
      }
      store.write("none", List.of(row("sample_uid", 1L)));
      assertThat(store.read("none").count()).as("W1").isEqualTo(1);
    }
  }
}
