package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An application may fill the common pool of its JVM with work of its own; the store does without
 * it. Where that pool has one thread, the JDK does, too: with
 * -Djava.util.concurrent.ForkJoinPool.common.parallelism=2 this is tested on any machine.
 */
class BusyApplicationTest {
  private final ClickHouseEngine engine = ClickHouseEngine.shared();
  private final String database = engine.freshDatabase();

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void writersTakeTurnsWhileTheCommonPoolIsBusy() {
    CountDownLatch done = new CountDownLatch(1);
    List<CompletableFuture<Void>> work =
        IntStream.range(0, 4 * ForkJoinPool.getCommonPoolParallelism())
            .mapToObj(n -> CompletableFuture.runAsync(() -> await(done), ForkJoinPool.commonPool()))
            .toList();
    try (MetadataStore one = open();
        MetadataStore two = open()) {
      for (long id = 0; id < 3; id++) {
        one.write("f", List.of(row(id)));
        two.write("f", List.of(row(id)));
      }
      assertThat(two.read("f").count()).isEqualTo(3);
    } finally {
      done.countDown();
      work.forEach(CompletableFuture::join);
    }
  }

  private static void await(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Object> row(long id) {
    return Map.of("sample_uid", id, SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p"));
  }

  private MetadataStore open() {
    var builder =
        Metaxy.store("clickhouse")
            .project("busy")
            .features(
                FeatureSpec.builder("f").idColumns("sample_uid").field("default", "1").build());
    engine.options(database).forEach(builder::option);
    return builder.open();
  }
}
