package io.metaxy.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.SystemColumns;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wants to wait for ever, or no limit, says a large number. */
class LargeLimitsTest {
  private final ClickHouseEngine engine = ClickHouseEngine.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "busy_timeout_ms",
        "connect_timeout_ms",
        "socket_timeout_ms",
        "lock_lease_ms",
        "max_connections"
      })
  void aStoreWorksWithIt(String option) {
    for (long most : new long[] {3_000_000_000L, Long.MAX_VALUE}) {
      var builder =
          Metaxy.store("clickhouse")
              .features(
                  FeatureSpec.builder("f").idColumns("sample_uid").field("default", "1").build())
              .option(option, most);
      engine.options(engine.freshDatabase()).forEach(builder::option);
      try (MetadataStore store = builder.open()) {
        store.write("f", List.of(row(1)));
        store.write("f", List.of(row(2)));
        assertThat(store.read("f").count()).isEqualTo(2);
      }
    }
  }

  private static Map<String, Object> row(long id) {
    return Map.of("sample_uid", id, SystemColumns.PROVENANCE_BY_FIELD, Map.of("default", "p"));
  }
}
