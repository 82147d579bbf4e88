package io.metaxy.clickhouse;

import static io.metaxy.expr.Expressions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.ReadRequest;
import io.metaxy.store.SystemColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whichever statement of an operation is carried out without the client's being told, sending it
 * again does nothing twice.
 */
class LostAnswersTest {
  private static final FeatureSpec SPEC =
      FeatureSpec.builder("lost").idColumns("sample_uid").field("default", "1").build();
  private static final int SAMPLES = 10;

  private final ClickHouseEngine engine = ClickHouseEngine.shared();

  @Test
  void theFirstWriteStoresEachRowOnce() throws Exception {
    eachAnswerIsLost(false, LostAnswersTest::write, SAMPLES);
  }

  @Test
  void aWriteStoresEachRowOnce() throws Exception {
    eachAnswerIsLost(true, LostAnswersTest::write, 2 * SAMPLES);
  }

  @Test
  void aSoftDeleteLeavesOneTombstoneForEachSample() throws Exception {
    eachAnswerIsLost(
        true,
        store -> store.delete(DeleteRequest.soft("lost").where(col("sample_uid").lt(4))),
        SAMPLES + 4);
  }

  @Test
  void aHardDeleteRemovesWhatMatches() throws Exception {
    eachAnswerIsLost(
        true,
        store -> store.delete(DeleteRequest.hard("lost").where(col("sample_uid").lt(4))),
        SAMPLES - 4);
  }

  /** Does {@code work} on a fresh store again and again, each time without another answer. */
  private void eachAnswerIsLost(boolean written, Consumer<MetadataStore> work, int rows)
      throws Exception {
    int lost = 0;
    try (RewritingProxy proxy = new RewritingProxy(engine.server(), sql -> sql)) {
      for (int n = 1; ; n++) {
        String database = engine.freshDatabase();
        Map<String, Object> options = new HashMap<>(engine.options(database));
        options.put("url", proxy.address().resolve("/" + database).toString());
        try (MetadataStore direct = open(engine.options(database));
            MetadataStore store = open(options)) {
          if (written) {
            write(direct);
          }
          proxy.loseAnswer(n);
          @Nullable ErrorCode failure = null;
          try {
            work.accept(store);
          } catch (MetaxyException e) {
            failure = e.code();
          }
          if (proxy.untilLoss() > 0) {
            break;
          }
          lost++;
          int stored = history(direct);
          int before = written ? SAMPLES : 0;
          List<Integer> right =
              failure == null
                  ? List.of(rows)
                  : failure == ErrorCode.STATE_UNKNOWN ? List.of(before, rows) : List.of(before);
          assertThat(stored)
              .as("rows after answer %s was lost; the store said %s", n, failure)
              .isIn(right);
        }
      }
    }
    assertThat(lost).as("answers that were lost").isGreaterThan(3);
  }

  private static int history(MetadataStore store) {
    ReadRequest all = ReadRequest.of("lost").includeDeleted().withSampleHistory();
    try {
      return store.read(all).toList().size();
    } catch (MetaxyException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.FEATURE_NOT_WRITTEN);
      return 0;
    }
  }

  private static void write(MetadataStore store) {
    store.write(
        "lost",
        LongStream.range(0, SAMPLES)
            .mapToObj(
                id ->
                    Map.of(
                        "sample_uid",
                        id,
                        SystemColumns.PROVENANCE_BY_FIELD,
                        Map.of("default", "p" + id)))
            .toList());
  }

  private static MetadataStore open(Map<String, Object> options) {
    var builder = Metaxy.store("clickhouse").features(SPEC).project("lost");
    options.forEach(builder::option);
    return builder.open();
  }
}
