package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.metaxy.ErrorCode;
import io.metaxy.spi.Capability;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules H: hard deletes (but H5). Of a backend without them, only the refusal is checked. */
public abstract class HardDeleteRules extends RuleTest {

  /** Whether the test is over because the backend refused as it should. */
  private boolean refused(String rule, MetadataStore store, DeleteRequest request) {
    if (!harness().missing().contains(Capability.HARD_DELETE)) {
      return false;
    }
    List<Map<String, @Nullable Object>> before = history(store);
    try {
      store.delete(request);
    } catch (UnsupportedOperationException e) {
      assertThat(e.getMessage())
          .as(rule + ": names the backend and what to do")
          .contains(harness().backend())
          .containsIgnoringCase("soft delete");
      assertThat(history(store)).as(rule + ": nothing is changed").isEqualTo(before);
      refusedAsDeclared(Capability.HARD_DELETE);
      return true;
    }
    throw new AssertionError(
        rule
            + ": HARD_DELETE is missing, say the harness and the backend, and yet a hard delete is"
            + " done");
  }

  @Test
  void H1_itIsDoneOrRefusedAsTheCapabilitiesSay() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    declared("H1", store, Capability.HARD_DELETE);
    if (!refused("H1", store, hard().where("sample_uid = 1"))) {
      assertThatCode(() -> store.delete(hard().where("sample_uid = 1")))
          .as("H1: what is declared is not refused")
          .doesNotThrowAnyException();
      assertThat(history(store)).as("H1: it is done").hasSize(1);
    }
  }

  @Test
  void H2_everyRowOfTheChosenSamplesGoes() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2), sample(3, 0.3));
    write(store, sample(1, 0.9));
    write(store, sample(2, 0.8));
    store.delete(soft().where("sample_uid = 3"));
    DeleteRequest request = hard().where("confidence >= 0.85 OR confidence = 0.3");
    if (refused("H2", store, request)) {
      return;
    }
    store.delete(request);
    assertThat(values(store, allRows(), "confidence"))
        .as("H2: history and tombstones of 1 and 3 are gone, all of 2 is there")
        .containsExactly("0.2", "0.8");
  }

  @Test
  void H2_anOlderRowThatMatchesDoesNotChooseASample() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    write(store, sample(1, 0.9));
    DeleteRequest request = hard().where("confidence < 0.5");
    if (refused("H2", store, request)) {
      return;
    }
    assertThat(store.delete(request).samples()).as("H2: by their latest row").isZero();
    assertThat(history(store)).as("H2").hasSize(2);
  }

  @Test
  void H2_rowsScopeRemovesJustTheRowsThatMatch() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2));
    write(store, sample(1, 0.9));
    DeleteRequest request = hard().where("confidence > 0.5").rows();
    if (refused("H2", store, request)) {
      return;
    }
    assertThat(store.delete(request).rows()).as("H2").isEqualTo(1);
    assertThat(values(store, read(), "confidence"))
        .as("H2: whatever comes to light")
        .containsExactly("0.1", "0.2");
  }

  @Test
  void H3_onlyTheCurrentVersionUnlessAllAreMeant() {
    write(open(), sample(1, 0.1));
    MetadataStore second = open(PREDICTIONS_2);
    write(second, sample(1, 0.1));
    write(second, sample(1, 0.2));
    if (refused("H3", second, hard().where("confidence < 0.5"))) {
      return;
    }
    second.delete(hard().where("confidence < 0.5"));
    assertThat(history(second)).as("H3: the old version's row stays").hasSize(1);
    second.delete(hard().where("confidence < 0.5").rows());
    assertThat(history(second)).as("H3: by rows, too").hasSize(1);
    second.delete(hard().where("confidence < 0.5").withFeatureHistory());
    assertThat(history(second)).as("H3: all versions").isEmpty();
  }

  @Test
  void H4_theReceiptCountsSamplesAndRows() {
    MetadataStore store = open();
    write(store, sample(1, 0.1), sample(2, 0.2), sample(3, 0.9));
    write(store, sample(1, 0.15));
    store.delete(soft().where("sample_uid = 2"));
    DeleteRequest request = hard().where("confidence < 0.5");
    if (refused("H4", store, request)) {
      return;
    }
    DeleteReceipt dry = store.delete(request.dryRun());
    DeleteReceipt receipt = store.delete(request);
    assertThat(receipt.samples()).as("H4").isEqualTo(2);
    assertThat(receipt.rows()).as("H4").isEqualTo(4);
    assertThat(dry.samples()).as("H4: a dry run counts the same").isEqualTo(2);
    assertThat(dry.rows()).as("H4: a dry run counts the same").isEqualTo(4);
  }

  @Test
  void H4_theWholeFeatureMustBeSaid() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    assertFails("H4", ErrorCode.INVALID_REQUEST, () -> store.delete(hard()));
    assertThat(history(store)).as("H4: nothing changed").hasSize(1);
    if (!refused("H4", store, hard().all())) {
      assertThat(store.delete(hard().all()).samples()).as("H4").isEqualTo(1);
      assertThat(history(store)).as("H4").isEmpty();
    }
  }

  private static io.metaxy.store.ReadRequest allRows() {
    return read().includeDeleted().withSampleHistory();
  }
}
