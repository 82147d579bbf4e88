package io.metaxy.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.Feature;
import io.metaxy.FeatureDefinition;
import io.metaxy.FeatureGraph;
import io.metaxy.FeatureKey;
import io.metaxy.core.config.MetaxyConfig;
import io.metaxy.spi.FeatureProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFeaturesTest {
  @TempDir Path folder;

  @Feature(key = "published", idColumns = "id")
  record PublishedFeature(String id) {}

  /** Found by the services file of the tests. */
  public static final class Published implements FeatureProvider {
    @Override
    public Collection<FeatureDefinition> features() {
      return List.of(FeatureDefinition.of(PublishedFeature.class));
    }
  }

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(folder.resolve("metaxy.toml"), "project = \"mine\"");
    Files.writeString(
        folder.resolve("features.toml"),
        "[features.written]\nid_columns = [\"id\"]\ndeps = [\"published\", \"video/raw\"]");
    try (var lock = ProjectFeaturesTest.class.getResourceAsStream("python.lock")) {
      Files.copy(Objects.requireNonNull(lock), folder.resolve("metaxy.lock"));
    }
  }

  private FeatureGraph features() {
    return ProjectFeatures.of(MetaxyConfig.find(folder, Map.of()));
  }

  @Test
  void featuresOfJavaAndOfFilesMakeOneGraph() {
    FeatureGraph graph = features();

    assertThat(graph.keys().stream().map(FeatureKey::toString))
        .contains("published", "written", "video/raw");
    assertThat(graph.topologicalOrder()).endsWith(FeatureKey.of("written"));
    assertThat(graph.definition(FeatureKey.of("published")).project()).isEqualTo("mine");
    assertThat(graph.definition(FeatureKey.of("published")).classPath())
        .isEqualTo(PublishedFeature.class.getName());
    assertThat(graph.definition(FeatureKey.of("written")).isExternal()).isFalse();
    assertThat(graph.definition(FeatureKey.of("video/raw")).project()).isEqualTo("pystore");
    assertThat(graph.definition(FeatureKey.of("video/raw")).isExternal()).isTrue();
  }

  @Test
  void featureOfAFileThatJavaDefinesOtherwiseIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("features.toml"), "[features.published]\nid_columns = [\"other\"]");

    assertThatThrownBy(this::features).hasMessageContaining("published is defined twice");
  }
}
