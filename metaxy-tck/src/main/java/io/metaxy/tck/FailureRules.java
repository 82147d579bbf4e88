package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.Scan;
import io.metaxy.spi.Transaction;
import io.metaxy.store.MetadataStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules F: failures. */
public abstract class FailureRules extends RuleTest {

  @Test
  void F1_anErrorSaysWhereAndWhatToDo() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    MetaxyException e =
        assertFails(
            "F1", ErrorCode.TYPE_MISMATCH, () -> store.delete(soft().where("confidence < 'a'")));
    assertThat(e.feature()).as("F1: the feature").contains("predictions");
    assertThat(e.backend()).as("F1: the backend").contains(harness().backend());
    assertThat(e.operation()).as("F1: the operation").contains("soft delete");
    assertThat(e.remedy()).as("F1: what to do").isNotBlank();
    assertThat(e.getMessage()).as("F1").contains("TYPE_MISMATCH").contains("predictions");
  }

  @Test
  void F1_aClosedStoreSaysSo() {
    MetadataStore store = open();
    write(store, sample(1, 0.1));
    RowCursor cursor = store.read("predictions").cursor();
    store.close();
    assertFails("F1", ErrorCode.CLOSED, () -> write(store, sample(2, 0.2)));
    assertFails("F1", ErrorCode.CLOSED, cursor::next);
    cursor.close();
    store.close();
  }

  @Test
  void F2_aForeignOrBrokenStoreIsRefusedAndLeftAsItIs() {
    try (MetadataStore store = harness().open(options(), harness().graph(PREDICTIONS), clock())) {
      store.write("predictions", List.of(sample(1, 0.1)));
    }
    Optional<byte[]> ruined = harness().ruin(options());
    assumeTrue(ruined.isPresent(), "F2: the harness knows no way to ruin a store");
    assertFails(
        "F2",
        ErrorCode.UNREADABLE_STORE,
        () -> {
          MetadataStore store = open();
          store.read("predictions").toList();
        });
    assertThat(harness().contents(options()))
        .as("F2: left as it is")
        .isEqualTo(ruined.orElseThrow());
  }

  @Test
  void F2_aTableThatIsNoFeaturesIsRefusedAndLeftAsItIs() {
    Schema foreign =
        Schema.of(new Column("sample_uid", DataType.INT64), new Column("price", DataType.FLOAT64));
    @Nullable Object[] row = {7L, 1.25};
    try (Backend backend = harness().openBackend(options());
        Transaction transaction = backend.begin("predictions")) {
      transaction.create(foreign, List.of("sample_uid"));
      transaction.append(RowCursor.of(foreign, List.<@Nullable Object[]>of(row)));
      transaction.commit();
    }
    MetadataStore store = open();
    assertFails("F2", ErrorCode.UNREADABLE_STORE, () -> write(store, sample(1, 0.1)));
    assertFails("F2", ErrorCode.UNREADABLE_STORE, () -> store.read("predictions").toList());
    assertFails("F2", ErrorCode.UNREADABLE_STORE, () -> store.delete(soft().all()));
    try (Backend backend = harness().openBackend(options());
        RowCursor left = backend.scan(new Scan("predictions", foreign.names(), null))) {
      assertThat(backend.schema("predictions").orElseThrow().names())
          .as("F2: left as it is")
          .isEqualTo(foreign.names());
      assertThat(left.next()).as("F2: left as it is").isTrue();
      assertThat(left.value(1)).as("F2: left as it is").isEqualTo(1.25);
      assertThat(left.next()).as("F2: left as it is").isFalse();
    }
  }
}
