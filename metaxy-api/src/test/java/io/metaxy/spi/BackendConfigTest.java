package io.metaxy.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendConfigTest {
  private static BackendConfig with(Object value) {
    return new BackendConfig("dev", Path.of(""), Map.of("compress", value));
  }

  @Test
  void flagsAreTheWordsThatTheConfigurationKnows() {
    for (Object word : List.of(true, "true", "Yes", "on", "1", 1L, "y")) {
      assertThat(with(word).flag("compress", false)).as("%s", word).isTrue();
    }
    for (Object word : List.of(false, "FALSE", "no", "off", "0", 0L, "n")) {
      assertThat(with(word).flag("compress", true)).as("%s", word).isFalse();
    }
    assertThat(with(true).flag("cluster", true)).isTrue();
    assertThat(with(true).flag("cluster", false)).isFalse();
  }

  @Test
  void aFlagThatIsNeitherIsNotTakenForFalse() {
    for (Object word : List.of("ture", "", 2L, "enabled")) {
      assertThatThrownBy(() -> with(word).flag("compress", false))
          .as("%s", word)
          .isInstanceOfSatisfying(
              MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
          .hasMessageContaining("compress")
          .hasMessageContaining("dev")
          .hasMessageContaining("true or false");
    }
  }

  @Test
  void aTimeIsNotNegativeAndCanBeAddedToAClock() {
    assertThat(with(1500L).milliseconds("compress", 7)).isEqualTo(Duration.ofMillis(1500));
    assertThat(with("0").milliseconds("compress", 7)).isZero();
    assertThat(with(0L).milliseconds("other", 7)).isEqualTo(Duration.ofMillis(7));
    assertThat(with(Long.MAX_VALUE).milliseconds("compress", 7))
        .isBetween(Duration.ofDays(36_500), Duration.ofNanos(Long.MAX_VALUE / 2));
    assertThatThrownBy(() -> with(-1L).milliseconds("compress", 7))
        .isInstanceOfSatisfying(
            MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CONFIG))
        .hasMessageContaining("compress")
        .hasMessageContaining("negative");
  }

  @Test
  void itsTextTellsNoSecret() {
    assertThat(with("hush").toString()).contains("dev").doesNotContain("hush");
  }
}
