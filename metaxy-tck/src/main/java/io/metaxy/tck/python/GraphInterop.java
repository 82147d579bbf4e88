package io.metaxy.tck.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaxy.FeatureGraph;
import io.metaxy.FeatureSpec;
import io.metaxy.LockReceipt;
import io.metaxy.Metaxy;
import io.metaxy.Project;
import io.metaxy.core.feature.SpecJson;
import io.metaxy.graph.ProjectVersion;
import io.metaxy.graph.VersionedGraph;
import io.metaxy.store.MetadataStore;
import io.metaxy.tck.StoreHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Features that one language pushes to a store, and the other reads and locks (rule C2). Needs a
 * backend that the Python library has, too; without Python it is skipped and says so.
 */
public abstract class GraphInterop {
  private static final FeatureSpec VIDEO =
      FeatureSpec.builder("elsewhere/video")
          .idColumns("sample_uid")
          .field("audio", "1")
          .field("frames", "2")
          .build();

  private static final FeatureSpec CROP =
      FeatureSpec.builder("elsewhere/crop")
          .idColumns("sample_uid")
          .dependsOn("elsewhere/video")
          .field("frames", "größe 🐦 \"1\"")
          .build();

  private static final FeatureSpec FACES =
      FeatureSpec.builder("here/faces")
          .idColumns("sample_uid")
          .dependsOn("elsewhere/crop")
          .field("default", "1")
          .build();

  @TempDir Path folder = Path.of("");

  private @Nullable PythonLibrary python;
  private Map<String, Object> options = Map.of();

  /** How Java opens stores. */
  protected abstract StoreHarness harness();

  /**
   * How Python opens the store that has these options: its {@code type}, as {@code stores.py} knows
   * it, and arguments of its class.
   */
  protected abstract Map<String, Object> pythonStore(Map<String, Object> options);

  @BeforeEach
  void findPython() throws IOException, InterruptedException {
    python = PythonLibrary.find();
    options = harness().freshOptions(folder);
  }

  @Test
  void C2_javaReadsAndLocksWhatPythonPushed() throws Exception {
    Object version = ask("push", "elsewhere", List.of(VIDEO, CROP), Map.of("git", "abc"));
    Project project = here();
    try (MetadataStore store = project.open()) {
      ProjectVersion pushed = store.projectVersions().get(0);
      assertThat(pushed.project()).isEqualTo("elsewhere");
      assertThat(pushed.version()).isEqualTo(version);
      assertThat(pushed.featureCount()).isEqualTo(2);
      assertThat(pushed.tags()).containsEntry("git", "abc");
    }

    assertThat(project.lock().changes())
        .extracting(LockReceipt.LockChange::feature)
        .containsExactly("elsewhere/crop", "elsewhere/video");
    assertThat(ask("load", "here", List.of(FACES), Map.of()))
        .isEqualTo(versions(here().graph(), "elsewhere/crop", "elsewhere/video", "here/faces"));
    assertThat(ask("lock", "here", List.of(FACES), Map.of())).hasToString("[0, 0, 0, 2]");

    Map<String, Object> locked = versions(here().graph(), "elsewhere/crop", "elsewhere/video");
    Files.delete(project.lockFile());
    ask("lock", "here", List.of(FACES), Map.of());
    assertThat(versions(here().graph(), "elsewhere/crop", "elsewhere/video")).isEqualTo(locked);
    assertThat(here().lock().changes()).isEmpty();
  }

  @Test
  void C2_pythonReadsAndLocksWhatJavaPushed() throws Exception {
    String first = push(VIDEO);
    String second = push(VIDEO, CROP);

    assertThat(ask("history", "elsewhere", List.of(), Map.of()))
        .hasToString("[[" + second + ", 2], [" + first + ", 1]]");
    Object snapshot = ask("snapshot", "elsewhere", List.of(), Map.of("version", second));
    try (MetadataStore store = open(FeatureGraph.empty())) {
      assertThat(snapshot)
          .isEqualTo(versions(store.graph(second), "elsewhere/crop", "elsewhere/video"));
    }
    assertThat(ask("lock", "here", List.of(FACES), Map.of())).hasToString("[2, 0, 0, 0]");
    assertThat(versions(here().graph(), "elsewhere/crop", "elsewhere/video", "here/faces"))
        .isEqualTo(ask("load", "here", List.of(FACES), Map.of()));
  }

  /** The project that depends on features of another one. */
  private Project here() throws IOException {
    StringBuilder config = new StringBuilder("project = \"here\"\n[stores.dev]\ntype = ");
    config.append('"').append(harness().backend()).append("\"\n[stores.dev.config]\n");
    options.forEach(
        (name, value) -> config.append(name).append(" = '").append(value).append("'\n"));
    Files.writeString(folder.resolve("metaxy.toml"), config);
    Files.writeString(
        folder.resolve("features.toml"),
        """
        [features."here/faces"]
        id_columns = ["sample_uid"]
        deps = ["elsewhere/crop"]
        fields = [{ key = "default", code_version = "1" }]
        """);
    return Metaxy.project(folder);
  }

  private String push(FeatureSpec... specs) {
    try (MetadataStore store = open(FeatureGraph.of(specs))) {
      return store.push().projectVersion();
    }
  }

  private MetadataStore open(FeatureGraph features) {
    var builder = Metaxy.store(harness().backend()).project("elsewhere").features(features);
    options.forEach(builder::option);
    return builder.open();
  }

  /** What {@code graphs.py} says. */
  private Object ask(
      String what, String project, List<FeatureSpec> features, Map<String, Object> more)
      throws IOException, InterruptedException {
    Map<String, Object> store = new LinkedHashMap<>(pythonStore(options));
    store.put("hash_algorithm", "md5");
    Map<String, Object> asked = new LinkedHashMap<>(more);
    asked.put("do", what);
    asked.put("store", store);
    asked.put("folder", folder.toString());
    asked.put("project", project);
    asked.put("features", features.stream().map(SpecJson::of).toList());
    asked.put("tags", more);
    return Objects.requireNonNull(python).run("graphs.py", asked);
  }

  /** As {@code graphs.py} gives them. */
  private static Map<String, Object> versions(VersionedGraph graph, String... keys) {
    Map<String, Object> versions = new LinkedHashMap<>();
    graph.features().stream()
        .filter(feature -> List.of(keys).contains(feature.key().toString()))
        .forEach(
            feature ->
                versions.put(
                    feature.key().toString(),
                    List.of(
                        feature.featureVersion(),
                        feature.key().toString().startsWith("here")
                            ? ""
                            : feature.definitionVersion(),
                        feature.fieldVersions())));
    return versions;
  }
}
