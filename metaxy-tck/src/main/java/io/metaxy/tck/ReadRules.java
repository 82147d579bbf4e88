package io.metaxy.tck;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.MaintenanceRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules R: reads (but R5). */
public abstract class ReadRules extends RuleTest {

  @Test
  void R1_aReadSeesTheLatestRowOfEachLiveSample() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2), sample(3, 0.3));
    write(store, sample(1, 0.9));
    store.delete(soft().where("sample_uid = 2"));
    assertThat(values(store, read(), "confidence")).as("R1").containsExactly("0.3", "0.9");
  }

  @Test
  void R1_otherFeatureVersionsAreNotSeen() {
    write(open(), sample(1, 0.1));
    MetadataStore second = open(PREDICTIONS_2);
    assertThat(ids(second)).as("R1: nothing of the new version yet").isEmpty();
    write(second, sample(2, 0.2));
    assertThat(ids(second)).as("R1").containsExactly("2");
    assertThat(ids(open())).as("R1: the old version's own").containsExactly("1");
  }

  @Test
  void R1_nullsOfTheLatestRowCount() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    write(store, sample(1, null));
    assertThat(values(store, read(), "confidence"))
        .as("R1: a null hides the older value")
        .containsExactly("null");
  }

  @Test
  void R2_userFiltersNeverResurrectAnOlderRow() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    write(store, sample(1, 0.9));
    assertThat(ids(store, read().where("confidence < 0.5"))).as("R2").containsExactly("2");
    store.delete(soft().where("sample_uid = 2"));
    assertThat(ids(store, read().where(col("confidence").lt(0.5))))
        .as("R2: nor a deleted sample")
        .isEmpty();
  }

  @Test
  void R3_tombstonesAreReadWhenAskedFor() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2), sample(3, 0.3));
    store.delete(soft().where("sample_uid <= 2"));
    write(store, sample(2, 0.25));
    assertThat(ids(store, read().includeDeleted())).as("R3").containsExactly("1", "2", "3");
    assertThat(ids(store, read().onlyDeleted()))
        .as("R3: only samples whose latest row is a tombstone")
        .containsExactly("1");
    assertThat(store.read(read().onlyDeleted()).toList().get(0).get(SystemColumns.DELETED_AT))
        .as("R3")
        .isNotNull();
  }

  @Test
  void R4_sampleHistoryGivesEveryRow() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    write(store, sample(1, 0.2));
    store.delete(soft().where("sample_uid = 1"));
    assertThat(values(store, read().withSampleHistory(), "confidence"))
        .as("R4: rows that are no tombstones")
        .containsExactly("0.1", "0.2");
    assertThat(history(store)).as("R4: all rows").hasSize(3);
  }

  @Test
  void R4_featureHistoryGivesTheLatestRowPerSampleAndVersion() {
    MetadataStore first = open();
    write(first, sample(1, 0.1), sample(2, 0.2));
    write(first, sample(1, 0.15));
    MetadataStore second = open(PREDICTIONS_2);
    write(second, sample(1, 0.9));
    assertThat(values(second, read().withFeatureHistory(), "confidence"))
        .as("R4")
        .containsExactly("0.15", "0.2", "0.9");
  }

  @Test
  void R4_maintenanceKeepsEveryRowOrIsRefusedByName() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    write(store, sample(1, 0.3));
    store.delete(soft().where("sample_uid = 2"));
    List<Map<String, @Nullable Object>> before = history(store);
    MaintenanceRequest request = MaintenanceRequest.all().compact().safetyAge(Duration.ZERO);
    try {
      store.maintain(request.dryRun());
      store.maintain(request);
    } catch (UnsupportedOperationException e) {
      assertThat(e.getMessage()).as("R4: names the backend").contains(harness().backend());
    }
    assertThat(history(store)).as("R4").containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void R6_ofRowsOfOneTimeATombstoneWins() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    Instant tie = START.plusSeconds(60);
    Map<String, @Nullable Object> live = foreign(store, tie, "b", "b", 0.2);
    Map<String, @Nullable Object> dead = foreign(store, START, "a", "a", 0.3);
    dead.put(SystemColumns.DELETED_AT, tie);
    appendForeign(List.of(live, dead));
    assertThat(ids(store)).as("R6: a tombstone wins").isEmpty();
    assertThat(values(store, read().includeDeleted(), "confidence"))
        .as("R6: exactly one")
        .containsExactly("0.3");
  }

  @Test
  void R6_thenTheGreaterDataVersionThenTheGreaterProvenance() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    Instant tie = START.plusSeconds(60);
    appendForeign(
        List.of(
            foreign(store, tie, "m", "a", 0.2),
            foreign(store, tie, "z", "a", 0.3),
            foreign(store, tie, "z", "b", 0.4),
            foreign(store, tie, null, "z", 0.5),
            foreign(store, tie, "b", "z", 0.6)));
    for (int i = 0; i < 3; i++) {
      assertThat(values(store, read(), "confidence")).as("R6").containsExactly("0.4");
    }
    assertThat(store.delete(soft().where("confidence = 0.4")).samples())
        .as("R6: the same row for a deletion")
        .isEqualTo(1);
  }

  private Map<String, @Nullable Object> foreign(
      MetadataStore store,
      Instant at,
      @Nullable String dataVersion,
      String provenance,
      double confidence) {
    Map<String, @Nullable Object> row = sample(1L, confidence);
    row.put(SystemColumns.FEATURE_VERSION, store.versions(PREDICTIONS.key()).featureVersion());
    row.put(SystemColumns.CREATED_AT, at);
    row.put(SystemColumns.UPDATED_AT, at);
    row.put(SystemColumns.DATA_VERSION, dataVersion);
    row.put(SystemColumns.PROVENANCE, provenance);
    return row;
  }

  @Test
  void R7_aProjectionNamesUserOrSystemColumns() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    Map<String, @Nullable Object> row =
        store.read(read().columns(SystemColumns.FEATURE_VERSION, "confidence")).toList().get(0);
    assertThat(row.keySet())
        .as("R7: these columns, in this order")
        .containsExactly(SystemColumns.FEATURE_VERSION, "confidence");
  }

  @Test
  void R7_anUnknownColumnIsAnErrorThatNamesTheNearMiss() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    MetaxyException e =
        assertFails("R7", ErrorCode.UNKNOWN_COLUMN, () -> store.read(read().columns("confidense")));
    assertThat(e.getMessage()).as("R7").contains("confidense").contains("confidence");
    assertFails(
        "R7", ErrorCode.UNKNOWN_COLUMN, () -> store.read(read().where(col("no_such").eq(1))));
  }

  @Test
  void R7_readingWhatWasNeverWrittenIsAnError() {
    MetadataStore store = open();
    MetaxyException e =
        assertFails("R7", ErrorCode.FEATURE_NOT_WRITTEN, () -> store.read("predictions"));
    assertThat(e.getMessage()).as("R7").contains("predictions");
    assertFails("R7", ErrorCode.UNKNOWN_FEATURE, () -> store.read("predicions"));
    assertThat(store.status(PREDICTIONS.key()).isWritten())
        .as("R7: looking makes no table")
        .isFalse();
  }
}
