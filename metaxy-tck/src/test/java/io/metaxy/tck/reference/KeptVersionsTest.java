package io.metaxy.tck.reference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.FeatureSpec;
import io.metaxy.Metaxy;
import io.metaxy.store.MetadataStore;
import io.metaxy.store.WriteRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that keep their versions, of which one sample may have several. */
class KeptVersionsTest {
  private static final FeatureSpec SPEC = FeatureSpec.builder("a").idColumns("id").build();

  @TempDir Path folder;

  private static Map<String, Object> row(String id, String version) {
    return Map.of(
        "id",
        id,
        "metaxy_feature_version",
        version,
        "metaxy_provenance_by_field",
        Map.of("default", "p"));
  }

  @Test
  void aSampleInAnotherVersionIsNoDuplicate() {
    WriteRequest request =
        WriteRequest.of(
                SPEC.key(),
                List.of(
                    row("a", "v1"), row("a", "v1"), row("a", "v2"), row("b", "v1"), row("b", "v1")))
            .keepingVersions();
    try (MetadataStore store =
        Metaxy.store("memory").option("name", folder.toString()).features(SPEC).open()) {
      assertThatThrownBy(() -> store.write(request))
          .hasMessageContaining("row 2 ")
          .hasMessageContaining("row 5 ")
          .message()
          .doesNotContain("row 3 ")
          .doesNotContain("row 4 ");
    }
  }
}
