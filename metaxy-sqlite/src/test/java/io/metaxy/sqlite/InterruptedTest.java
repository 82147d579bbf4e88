package io.metaxy.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SQLite does not look whether its thread is interrupted; nor does the store's look at its file.
 */
class InterruptedTest {
  @TempDir Path folder;

  @Test
  void aThreadThatIsInterruptedOpensAStore() {
    try (MetadataStore store = open()) {
      store.write("f", List.of(row()));
    }
    Thread.currentThread().interrupt();
    try (MetadataStore store = open()) {
      store.write("f", List.of(row()));
      assertThat(store.read("f").count()).isEqualTo(1);
    }
    assertThat(Thread.interrupted()).as("it still knows").isTrue();
  }

  private MetadataStore open() {
    return Metaxy.store("sqlite")
        .option("database", folder.resolve("f.db"))
        .features(FeatureSpec.builder("f").idColumns("id").field("default", "1").build())
        .open();
  }

  private static Map<String, Object> row() {
    return Map.of("id", 1L, "metaxy_provenance_by_field", Map.of("default", "p"));
  }
}
