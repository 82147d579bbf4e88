package io.metaxy.tck;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.ErrorCode;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteReceipt;
import io.metaxy.store.WriteRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule W8: batches with a token. */
public abstract class TokenRules extends RuleTest {
  private static final String TOKEN = "batch 'one'\\";

  private static WriteRequest batch(String token, List<Map<String, @Nullable Object>> rows) {
    return WriteRequest.of(PREDICTIONS.key(), rows).idempotencyToken(token);
  }

  private static WriteRequest first() {
    return batch(TOKEN, List.of(sample(1, 0.1), sample(2, 0.2)));
  }

  @Test
  void W8_aBatchThatIsSentAgainIsStoredOnce() {
    MetadataStore store = open();
    WriteReceipt receipt = store.write(first());
    List<Map<String, @Nullable Object>> stored = history(store);
    WriteReceipt again = store.write(first());
    assertThat(history(store)).as("W8: rows after a retry").isEqualTo(stored);
    assertThat(again.rows()).as("W8: the receipt's rows").isEqualTo(receipt.rows());
    assertThat(again.at()).as("W8: the receipt's time").isEqualTo(receipt.at());
    assertThat(again.featureVersion()).as("W8").isEqualTo(receipt.featureVersion());
    assertThat(receipt.isRepeated()).as("W8: the first time").isFalse();
    assertThat(again.isRepeated()).as("W8: the receipt says so").isTrue();
  }

  @Test
  void W8_whateverCameInBetweenAndFromWhereverItIsSent() {
    MetadataStore store = open();
    WriteReceipt receipt = store.write(first());
    write(store, sample(1, 0.9), sample(3, 0.3));
    store.delete(soft().where(col("sample_uid").eq(2)));
    List<Map<String, @Nullable Object>> stored = history(store);
    MetadataStore other = open();
    WriteReceipt again = other.write(first());
    assertThat(history(store)).as("W8: rows after a retry").hasSize(stored.size());
    assertThat(ids(store)).as("W8: a retry brings nothing back").containsExactly("1", "3");
    assertThat(again.rows()).as("W8: the receipt's rows").isEqualTo(2);
    assertThat(again.at()).as("W8: the receipt's time").isEqualTo(receipt.at());
  }

  @Test
  void W8_otherTokensAndVersionsAreOtherBatches() {
    MetadataStore store = open();
    store.write(first());
    store.write(batch("two", List.of(sample(1, 0.3))));
    assertThat(history(store)).as("W8: another token").hasSize(3);
    MetadataStore changed = open(PREDICTIONS_2);
    changed.write(first());
    assertThat(ids(changed)).as("W8: another feature version").containsExactly("1", "2");
    assertThat(history(changed)).as("W8: beside the rows of before").hasSize(5);
  }

  @Test
  void W8_aBatchThatFailedIsStoredWhenItIsSentAgain() {
    MetadataStore store = open();
    assertFails(
        "W8",
        ErrorCode.DUPLICATE_SAMPLES,
        () -> store.write(batch(TOKEN, List.of(sample(1, 0.1), sample(1, 0.2)))));
    assertThat(store.write(first()).rows()).as("W8: rows of the second try").isEqualTo(2);
    assertThat(ids(store)).as("W8").containsExactly("1", "2");
  }

  @Test
  void W8_theTokenIsTheMaterializationId() {
    MetadataStore store = open();
    assertFails(
        "W8", ErrorCode.INVALID_REQUEST, () -> store.write(first().materializationId("run-1")));
    store.write(first());
    assertThat(values(store, read(), "metaxy_materialization_id"))
        .as("W8: with each row")
        .containsExactly(TOKEN, TOKEN);
  }
}
