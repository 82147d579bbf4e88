package io.metaxy.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import io.metaxy.spi.ConfigOption.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendsTest {

  /** Has one option of each kind, by the kind's name. */
  private static final class EveryKind implements BackendProvider {
    @Override
    public String name() {
      return "every";
    }

    @Override
    public List<ConfigOption> options() {
      return Arrays.stream(Type.values())
          .map(type -> ConfigOption.of(type.name(), type, "An option."))
          .toList();
    }

    @Override
    public Backend open(BackendConfig config) {
      throw new UnsupportedOperationException("only its options are asked for");
    }
  }

  private static BackendConfig check(String option, Object value) {
    return Backends.check(
        new EveryKind(), new BackendConfig("dev", Path.of(""), Map.of(option, value)));
  }

  @Test
  void valuesOfTheirKindPass() {
    for (Map.Entry<String, Object> option :
        Map.<String, Object>of(
                "BOOLEAN", "yes",
                "INTEGER", 3L,
                "MILLISECONDS", "30",
                "TABLE", Map.of("threads", 1L),
                "TEXT", 5L,
                "PATH", "a/b",
                "SECRET", "hush")
            .entrySet()) {
      assertThat(check(option.getKey(), option.getValue()).options())
          .containsEntry(option.getKey(), option.getValue());
    }
  }

  @Test
  void aValueOfAnotherKindIsRefusedWhenTheStoreIsOpened() {
    refused("BOOLEAN", "ture");
    refused("INTEGER", "many");
    refused("MILLISECONDS", 0.5);
    refused("TABLE", "threads=1");
    refused("TEXT", List.of("a"));
    refused("PATH", Map.of());
    assertThat(refused("SECRET", List.of("hush"))).doesNotContain("hush");
    assertThat(refused("BOLEAN", true)).contains("Did you mean BOOLEAN?");
  }

  private static String refused(String option, Object value) {
    MetaxyException[] refusal = new MetaxyException[1];
    assertThatThrownBy(() -> check(option, value))
        .isInstanceOfSatisfying(MetaxyException.class, e -> refusal[0] = e);
    assertThat(refusal[0].code()).isEqualTo(ErrorCode.INVALID_CONFIG);
    assertThat(refusal[0]).hasMessageContaining(option);
    return refusal[0].getMessage();
  }
}
