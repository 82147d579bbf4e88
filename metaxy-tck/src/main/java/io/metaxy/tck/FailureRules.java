package io.metaxy.tck;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Rules F: failures. */
public abstract class FailureRules extends RuleTest {
  private static final int SAMPLES = 8;

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
  void F2_aForeignFileIsRefusedAndLeftAsItIs() throws IOException {
    byte[] text = "No store would write this.\n".repeat(400).getBytes(StandardCharsets.UTF_8);
    Path file = writtenFile();
    Files.write(file, text);
    assertFails("F2", ErrorCode.UNREADABLE_STORE, this::readAnew);
    assertThat(Files.readAllBytes(file)).as("F2: left as it is").isEqualTo(text);
  }

  @Test
  void F2_aFileThatWasCutIsRefusedAndLeftAsItIs() throws IOException {
    Path file = writtenFile();
    byte[] whole = Files.readAllBytes(file);
    for (int length : cuts(whole.length)) {
      byte[] cut = Arrays.copyOf(whole, length);
      Files.write(file, cut);
      String how = "F2: " + length + " of " + whole.length + " bytes are left";
      try {
        assertThat(readAnew()).as(how + ", and all samples can still be read").hasSize(SAMPLES);
      } catch (MetaxyException e) {
        assertThat(e.code()).as(how + ": " + e.getMessage()).isEqualTo(ErrorCode.UNREADABLE_STORE);
        assertThat(Files.readAllBytes(file)).as(how + ": left as it is").isEqualTo(cut);
      }
    }
  }

  /** Lengths from one byte on; each of the last ones, where an end may be missed. */
  private static int[] cuts(int length) {
    int step = Math.max(1, length / 16);
    return IntStream.range(1, length).filter(i -> i % step == 1 || i > length - 16).toArray();
  }

  /** The file of a closed store with {@link #SAMPLES} samples. */
  private Path writtenFile() {
    try (MetadataStore store = harness().open(options(), harness().graph(PREDICTIONS), clock())) {
      for (int i = 0; i < SAMPLES; i++) {
        store.write("predictions", List.of(sample(i, 0.1)));
      }
    }
    return harness()
        .file(options())
        .orElseThrow(
            () -> new TestAbortedException("the harness names no file of a store to break"));
  }

  private List<Map<String, @Nullable Object>> readAnew() {
    try (MetadataStore store = harness().open(options(), harness().graph(PREDICTIONS), clock())) {
      return store.read("predictions").toList();
    }
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
