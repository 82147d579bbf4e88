package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.metaxy.ErrorCode;
import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who interrupts a writer that waits for another one has not long to wait (rule T2). */
class InterruptedTest {
  /** The writer has seen by then that it must wait. */
  private static final int LOOKS = 5;

  private final ClickHouseEngine engine = ClickHouseEngine.shared();
  private final String database = engine.freshDatabase();

  @Test
  void aWriterThatWaitsForAnotherEndsAtOnce() throws IOException {
    Thread writer = Thread.currentThread();
    AtomicInteger looks = new AtomicInteger();
    try (RewritingProxy proxy =
            new RewritingProxy(
                engine.server(),
                sql -> {
                  if (sql.contains("intDiv(turn, 65536)") && looks.incrementAndGet() == LOOKS) {
                    writer.interrupt();
                  }
                  return sql;
                });
        MetadataStore store = open(proxy.address())) {
      store.write("f", List.of(row()));
      engine.run(
          "INSERT INTO %s.`metaxy-writers` VALUES ('f', 65536 * 1000, 'other', '2100-01-01 00:00:00')"
              .formatted(database));
      looks.set(0);
      MetaxyException e =
          catchThrowableOfType(MetaxyException.class, () -> store.write("f", List.of(row())));
      boolean interrupted = Thread.interrupted();
      assertThat(e.code()).isEqualTo(ErrorCode.BUSY);
      assertThat(e.getMessage()).contains("interrupted");
      assertThat(interrupted).as("the thread still knows that it was interrupted").isTrue();
      assertThat(looks.get()).as("looks at the lock").isBetween(LOOKS, LOOKS + 2);
      assertThat(store.read("f").count()).isEqualTo(1);
    }
  }

  @Test
  void aWriterThatWasInterruptedBeforeSaysSo() {
    try (MetadataStore store = open(engine.server())) {
      Thread.currentThread().interrupt();
      MetaxyException e =
          catchThrowableOfType(MetaxyException.class, () -> store.write("f", List.of(row())));
      boolean interrupted = Thread.interrupted();
      assertThat(e.code()).isEqualTo(ErrorCode.BUSY);
      assertThat(e.getMessage()).contains("interrupted");
      assertThat(interrupted).isTrue();
    }
  }

  private static Map<String, Object> row() {
    return Map.of("sample_uid", 1L, SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p"));
  }

  private MetadataStore open(URI server) {
    Map<String, Object> options = new HashMap<>(engine.options(database));
    options.put("url", server.resolve("/" + database).toString());
    options.put("busy_timeout_ms", 5_000);
    var builder =
        Metaxy.store("clickhouse")
            .project("interrupted")
            .features(
                FeatureSpec.builder("f").idColumns("sample_uid").field("default", "1").build());
    options.forEach(builder::option);
    return builder.open();
  }
}
