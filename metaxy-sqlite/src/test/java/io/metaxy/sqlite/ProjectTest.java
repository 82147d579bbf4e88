package io.metaxy.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.FeatureKey;
import io.metaxy.Metaxy;
import io.metaxy.MetaxyException;
import io.metaxy.Project;
import io.metaxy.store.MetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of files: configuration, feature file, store. */
class ProjectTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(
        folder.resolve("metaxy.toml"),
        """
        project = "digits"

        [stores.local]
        type = "sqlite"

        [stores.local.config]
        database = "store.db"
        hash_algorithm = "sha256"
        """);
    Files.writeString(
        folder.resolve("features.toml"),
        """
        [features.predictions]
        id_columns = ["sample_uid"]
        """);
  }

  @Test
  void storeOfAProjectHoldsItsFeatures() {
    Project project = Metaxy.project(folder);

    assertThat(project.name()).isEqualTo("digits");
    assertThat(project.stores()).containsExactly("local");
    try (MetadataStore store = project.open()) {
      store.write(
          "predictions",
          List.of(Map.of("sample_uid", "a", "metaxy_provenance_by_field", Map.of("default", "x"))));

      // sha256 of "x"; without the configured algorithm it would be an MD5.
      assertThat(store.read("predictions").toList())
          .singleElement()
          .satisfies(row -> assertThat(row).containsEntry("metaxy_provenance", "2d711642"));
    }
    assertThat(folder.resolve("store.db")).exists();
  }

  @Test
  void pushedFeatureThatIsGoneFromTheFilesCountsNoMore() throws IOException {
    String before;
    try (MetadataStore store = Metaxy.project(folder).open()) {
      before = store.push().projectVersion();
    }
    Path features = folder.resolve("features.toml");
    String text = Files.readString(features);
    Files.writeString(features, text + "\n[features.more]\nid_columns = [\"id\"]\n");
    try (MetadataStore store = Metaxy.project(folder).open()) {
      assertThat(store.push().projectVersion()).isNotEqualTo(before);
    }
    Files.writeString(features, text);

    try (MetadataStore store = Metaxy.project(folder).open()) {
      assertThat(store.versions(FeatureKey.of("predictions")).projectVersion()).isEqualTo(before);
      assertThat(store.list()).contains(FeatureKey.of("more"));
    }
  }

  @Test
  void unknownStoreIsAnError() {
    assertThatThrownBy(() -> Metaxy.project(folder).open("lokal"))
        .isInstanceOf(MetaxyException.class)
        .hasMessageContaining("Did you mean local?");
  }
}
