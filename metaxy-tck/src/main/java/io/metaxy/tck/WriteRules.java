package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.MetaxyException;
import io.metaxy.spi.Capability;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules W1 to W6: writes. */
public abstract class WriteRules extends RuleTest {

  @Test
  void W1_aWriteLeavesStoredRowsAsTheyAre() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    List<Map<String, @Nullable Object>> before = history(store);
    write(store, sample(1, 0.9));
    assertThat(history(store)).as("W1: older rows stay").hasSize(3).containsAll(before);
  }

  @Test
  void W2_aBatchThatFailsHalfWayLeavesNothing() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 10; i < 3000; i++) {
      rows.add(sample(i, 0.5));
    }
    rows.add(row("sample_uid", null, "confidence", 0.5));
    assertFails("W2", ErrorCode.INVALID_ROWS, () -> store.write("predictions", rows));
    assertThat(ids(store)).as("W2: nothing of the batch").containsExactly("1");
  }

  @Test
  void W2_rowsWhoseSourceFailsLeaveNothing() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    Iterable<Map<String, @Nullable Object>> failing =
        () ->
            new Iterator<>() {
              private int i = 10;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Map<String, @Nullable Object> next() {
                if (i == 5000) {
                  throw new IllegalStateException("the source broke");
                }
                return sample(i++, 0.5);
              }
            };
    try {
      store.write("predictions", failing);
      throw new AssertionError("W2: the source's error was due");
    } catch (IllegalStateException e) {
      assertThat(e).as("W2").hasMessage("the source broke");
    }
    assertThat(ids(store)).as("W2: nothing of the batch").containsExactly("1");
    write(store, sample(2, 0.2));
    assertThat(ids(store)).as("W2: the store works on").containsExactly("1", "2");
  }

  @Test
  void W3_aMissingOrNullIdIsAnErrorThatNamesColumnAndRows() {
    MetadataStore store = open();
    MetaxyException missing =
        assertFails(
            "W3", ErrorCode.INVALID_ROWS, () -> write(store, row("sample", 1, "confidence", 0.5)));
    assertThat(missing.getMessage()).as("W3").contains("sample_uid");
    MetaxyException nulls =
        assertFails(
            "W3",
            ErrorCode.INVALID_ROWS,
            () -> write(store, sample(1, 0.1), row("sample_uid", null, "confidence", 0.2)));
    assertThat(nulls.getMessage()).as("W3").contains("sample_uid").contains("row 2");
  }

  @Test
  void W3_everyFieldNeedsAProvenance() {
    FeatureSpec two =
        FeatureSpec.builder("predictions")
            .idColumns("sample_uid")
            .field("x", "1")
            .field("y/z", "1")
            .build();
    MetadataStore store = open(two);
    Map<String, @Nullable Object> row = sample(1, 0.5);
    row.put(SystemColumns.PROVENANCE_BY_FIELD, Map.of("x", "a"));
    MetaxyException e = assertFails("W3", ErrorCode.INVALID_ROWS, () -> write(store, row));
    assertThat(e.getMessage()).as("W3: the missing field").contains("y_z");
    row.remove(SystemColumns.PROVENANCE_BY_FIELD);
    MetaxyException none = assertFails("W3", ErrorCode.INVALID_ROWS, () -> write(store, row));
    assertThat(none.getMessage()).as("W3").contains(SystemColumns.PROVENANCE_BY_FIELD);
  }

  @Test
  void W3_twoRowsOfASampleInABatchAreAnErrorThatNamesThem() {
    MetadataStore store = open();
    MetaxyException e =
        assertFails(
            "W3",
            ErrorCode.DUPLICATE_SAMPLES,
            () -> write(store, sample(1, 0.1), sample(7, 0.2), sample(7, 0.3), sample(1, 0.4)));
    assertThat(e.getMessage()).as("W3").contains("sample_uid = 7").contains("sample_uid = 1");
    assertThat(store.status(PREDICTIONS.key()).rows()).as("W3: nothing is stored").isZero();
  }

  @Test
  void W4_whatIsLeftOutIsFilledIn() {
    MetadataStore store = open();
    clock().set(START);
    write(store, sample(1, 0.5));
    Map<String, @Nullable Object> row = store.read("predictions").toList().get(0);
    Object provenance = row.get(SystemColumns.PROVENANCE);
    assertThat(provenance).as("W4: the hash of its fields").isNotNull();
    assertThat(row.get(SystemColumns.DATA_VERSION)).as("W4").isEqualTo(provenance);
    assertThat(row.get(SystemColumns.FEATURE_VERSION))
        .as("W4")
        .isEqualTo(store.versions(PREDICTIONS.key()).featureVersion());
    assertThat(row.get(SystemColumns.PROJECT_VERSION))
        .as("W4")
        .isEqualTo(store.versions(PREDICTIONS.key()).projectVersion());
    assertThat(row.get(SystemColumns.CREATED_AT)).as("W4").isEqualTo(START.plusNanos(1000));
  }

  @Test
  void W4_whatIsGivenStays() {
    MetadataStore store = open();
    Instant created = Instant.parse("2020-02-02T02:02:02.000002Z");
    Map<String, @Nullable Object> row = sample(1, 0.5);
    row.put(SystemColumns.CREATED_AT, created);
    row.put(SystemColumns.DATA_VERSION_BY_FIELD, Map.of("default", "mine"));
    row.put(SystemColumns.DATA_VERSION, "my-version");
    write(store, row);
    Map<String, @Nullable Object> back = store.read("predictions").toList().get(0);
    assertThat(back.get(SystemColumns.CREATED_AT)).as("W4").isEqualTo(created);
    assertThat(back.get(SystemColumns.DATA_VERSION)).as("W4").isEqualTo("my-version");
    assertThat(back.get(SystemColumns.DATA_VERSION_BY_FIELD))
        .as("W4")
        .isEqualTo(Map.of("default", "mine"));
  }

  @Test
  void W5_aNewColumnIsAddedAndAMissingOneReadsAsNull() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    Map<String, @Nullable Object> wider = row("sample_uid", 2, "note", "new");
    if (!declared("W5", store, Capability.ADD_COLUMNS)) {
      assertRefused("W5", () -> write(store, wider));
      assertThat(ids(store)).as("W5: nothing changed").containsExactly("1");
      refusedAsDeclared(Capability.ADD_COLUMNS);
      return;
    }
    assertThatCode(() -> write(store, wider))
        .as("W5: what is declared is not refused")
        .doesNotThrowAnyException();
    assertThat(values(store, read(), "note")).as("W5").containsExactly("new", "null");
    assertThat(values(store, read(), "confidence")).as("W5").containsExactly("0.1", "null");
  }

  @Test
  void W5_aTypeThatLosesInformationIsAnError() {
    MetadataStore store = open();
    write(store, row("sample_uid", 1, "n", 1L, "x", 0.5));
    MetaxyException e =
        assertFails(
            "W5",
            ErrorCode.INCOMPATIBLE_SCHEMA,
            () -> write(store, row("sample_uid", 2, "n", 1.5, "x", 0.5)));
    assertThat(e.getMessage()).as("W5").contains("n").contains("int64").contains("float64");
    write(store, row("sample_uid", 3, "n", 2L, "x", 7L));
    assertThat(values(store, read(), "x")).as("W5: a whole number fits").contains("7.0");
  }

  @Test
  void W6_aWriteAfterADeleteBringsTheSampleBack() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    store.delete(soft().where("sample_uid = 1"));
    write(store, sample(1, 0.9));
    assertThat(ids(store)).as("W6").containsExactly("1", "2");
    assertThat(values(store, read().where("sample_uid = 1"), "confidence"))
        .as("W6")
        .containsExactly("0.9");
  }

  /** Asserts a refusal as Java's users expect it. */
  private void assertRefused(String rule, Runnable work) {
    try {
      work.run();
    } catch (UnsupportedOperationException e) {
      assertThat(e.getMessage()).as(rule + ": names the backend").contains(harness().backend());
      return;
    }
    throw new AssertionError(rule + ": the missing capability is not refused");
  }
}
