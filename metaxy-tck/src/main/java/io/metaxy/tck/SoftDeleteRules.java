package io.metaxy.tck;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.ErrorCode;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import io.metaxy.store.WriteRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules S: soft deletes. */
public abstract class SoftDeleteRules extends RuleTest {

  @Test
  void S1_aTombstoneIsACopyOfTheRowWithItsDeletionTime() {
    MetadataStore store = open();
    store.write(
        WriteRequest.of(PREDICTIONS.key(), List.of(sample(1, 0.1), sample(2, 0.2)))
            .materializationId("run-1"));
    List<Map<String, @Nullable Object>> before = history(store);
    store.delete(soft().where("sample_uid = 1"));
    List<Map<String, @Nullable Object>> after = history(store);
    assertThat(after).as("S1: history is intact, one row more").hasSize(3).containsAll(before);
    Map<String, @Nullable Object> tombstone =
        new LinkedHashMap<>(store.read(read().onlyDeleted()).toList().get(0));
    assertThat(tombstone.put(SystemColumns.DELETED_AT, null))
        .as("S1: the deletion time is set")
        .isNotNull();
    assertThat(before).as("S1: nothing else differs").contains(tombstone);
  }

  @Test
  void S1_acrossVersionsEachVersionGetsItsOwn() {
    write(open(), sample(1, 0.1), sample(2, 0.2));
    MetadataStore second = open(PREDICTIONS_2);
    write(second, sample(1, 0.15));
    DeleteReceipt receipt = second.delete(soft().where("confidence < 0.18").withFeatureHistory());
    assertThat(receipt.samples()).as("S4: samples").isEqualTo(1);
    assertThat(receipt.rows()).as("S4: tombstones").isEqualTo(2);
    assertThat(ids(second)).as("S1").isEmpty();
    assertThat(ids(open())).as("S1: also in the old version").containsExactly("2");
  }

  @Test
  void S1_otherVersionsAreLeftAlone() {
    write(open(), sample(1, 0.1));
    MetadataStore second = open(PREDICTIONS_2);
    write(second, sample(1, 0.1));
    second.delete(soft().where("confidence < 0.5"));
    assertThat(ids(second)).as("S1").isEmpty();
    assertThat(ids(open())).as("S1: the current version only").containsExactly("1");
  }

  @Test
  void S2_theFilterLooksAtLatestRowsOnly() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    write(store, sample(1, 0.9));
    assertThat(store.delete(soft().where("confidence < 0.5")).samples()).as("S2").isEqualTo(1);
    assertThat(ids(store)).as("S2").containsExactly("1");
  }

  @Test
  void S2_whatIsDeletedIsNotDeletedAgain() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, null));
    assertThat(store.delete(soft().where("confidence < 0.5")).samples()).as("S2").isEqualTo(1);
    assertThat(store.delete(soft().where("confidence < 0.5")).samples())
        .as("S2: the second call counts 0")
        .isZero();
    assertThat(history(store)).as("S2: no second tombstone").hasSize(3);
  }

  @Test
  void S3_allTombstonesOfADeletionHaveOneTime() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2), sample(3, 0.3));
    DeleteReceipt receipt = store.delete(soft().where("confidence < 0.5"));
    assertThat(
            store.read(read().onlyDeleted()).toList().stream()
                .map(r -> r.get(SystemColumns.DELETED_AT))
                .distinct()
                .toList())
        .as("S3: it is one statement of the engine")
        .hasSize(1)
        .contains(receipt.at());
  }

  @Test
  void S4_theReceiptSaysWhatWasDone() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2), sample(3, 0.9));
    DeleteReceipt receipt = store.delete(soft().where(col("confidence").lt(0.5)));
    assertThat(receipt.feature()).as("S4").isEqualTo(PREDICTIONS.key());
    assertThat(receipt.featureVersion())
        .as("S4")
        .isEqualTo(store.versions(PREDICTIONS.key()).featureVersion());
    assertThat(receipt.mode()).as("S4").isEqualTo(DeleteMode.SOFT);
    assertThat(receipt.filter()).as("S4").contains("confidence").contains("0.5");
    assertThat(receipt.samples()).as("S4").isEqualTo(2);
    assertThat(receipt.rows()).as("S4").isEqualTo(2);
    assertThat(receipt.at()).as("S4").isAfter(START);
  }

  @Test
  void S4_aDryRunGivesTheSameReceiptAndChangesNothing() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2), sample(3, 0.9));
    List<Map<String, @Nullable Object>> before = history(store);
    DeleteRequest request = soft().where("confidence < 0.5");
    DeleteReceipt dry = store.delete(request.dryRun());
    assertThat(history(store)).as("S4: nothing changes").isEqualTo(before);
    DeleteReceipt real = store.delete(request);
    assertThat(dry.samples()).as("S4").isEqualTo(real.samples()).isEqualTo(2);
    assertThat(dry.rows()).as("S4").isEqualTo(real.rows());
    assertThat(dry.dryRun()).as("S4").isTrue();
  }

  @Test
  void S5_theWholeFeatureMustBeSaid() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    assertFails("S5", ErrorCode.INVALID_REQUEST, () -> store.delete(soft()));
    assertThat(ids(store)).as("S5: nothing changed").hasSize(2);
    assertThat(store.delete(soft().all()).samples()).as("S5").isEqualTo(2);
    assertThat(ids(store)).as("S5").isEmpty();
  }
}
