package io.metaxy.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.FeatureSpec;
import io.metaxy.spi.FallbackStore;
import io.metaxy.spi.StoreSettings;
import io.metaxy.store.AccessMode;
import io.metaxy.store.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbacksTest {
  private static final FeatureGraph FEATURES =
      FeatureGraph.of(FeatureSpec.builder("a").idColumns("id").field("default", "1").build());

  private static MetadataStore open(String name, String close, List<FallbackStore> fallbacks) {
    return new CoreEngine()
        .open(
            new StoreSettings(
                name,
                "fragile",
                Map.of("close", close),
                Path.of(""),
                FEATURES,
                "p",
                null,
                8,
                Clock.systemUTC(),
                AccessMode.READ,
                fallbacks));
  }

  private static FallbackStore fallback(String name, String close) {
    return new FallbackStore(name, () -> open(name, close, List.of()), FallbackStore.Owner.STORE);
  }

  private static int closed(String store) {
    return FragileProvider.OPENED.get(store).closed();
  }

  @Test
  void aFallbackThatFailsToCloseKeepsNoOtherStoreOpen() {
    MetadataStore store =
        open("own", "WORKS", List.of(fallback("first", "FAILS"), fallback("second", "WORKS")));
    assertThat(store.storeOf(FeatureKey.of("a"))).isEmpty();

    assertThatThrownBy(store::close).hasMessageContaining("broken at close");

    assertThat(closed("first")).isEqualTo(1);
    assertThat(closed("second")).isEqualTo(1);
    assertThat(closed("own")).isEqualTo(1);
    store.close();
    assertThat(closed("second")).as("closed once").isEqualTo(1);
  }
}
