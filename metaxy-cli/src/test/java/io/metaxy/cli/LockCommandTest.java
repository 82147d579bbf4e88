package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockCommandTest extends CommandTest {
  private static final String MINE =
      """
      [features.mine]
      id_columns = ["id"]
      deps = ["faces"]
      """;

  @BeforeEach
  void anotherProjectPushesItsFeatures() {
    pushElsewhere(GraphCommandTest.VIDEO);
    here("metaxy.db");
    file("features.toml", MINE);
  }

  private void pushElsewhere(String features) {
    file("metaxy.toml", config("metaxy.db").replace("\"test\"", "\"elsewhere\""));
    file("features.toml", features);
    run("push").succeeds();
  }

  private void here(String database) {
    file("metaxy.toml", config(database));
  }

  @Test
  void parentsOfOtherProjectsAreKnownWithoutTheirStore() {
    assertThat(run("lock").succeeds().out())
        .isEqualTo(
            """
            + faces (elsewhere) 64c1fe39
            + video/crop (elsewhere) 8dd05e64
            + video/raw (elsewhere) 00441950
            Wrote metaxy.lock: 3 features.
            """);
    String version = run("describe", "mine").succeeds().out();
    here("another.db");
    assertThat(run("describe", "mine").succeeds().out()).isEqualTo(version);
    assertThat(run("graph", "render", "-t", "tree").succeeds().out())
        .contains("faces  project elsewhere, external, 64c1fe39");
  }

  @Test
  void theFileFollowsWhatIsPushed() throws Exception {
    run("lock").succeeds();
    byte[] before = Files.readAllBytes(folder.resolve("metaxy.lock"));
    assertThat(run("lock").succeeds().out()).isEqualTo("metaxy.lock is up to date: 3 features.\n");
    assertThat(Files.readAllBytes(folder.resolve("metaxy.lock"))).isEqualTo(before);

    Files.delete(folder.resolve("metaxy.lock"));
    pushElsewhere(
        GraphCommandTest.VIDEO.replace(
            "\"frames\", code_version = \"2\"", "\"frames\", code_version = \"3\""));
    here("metaxy.db");
    file("features.toml", MINE);
    file("metaxy.lock", before);
    assertThat(run("lock").succeeds().out())
        .contains("~ video/crop (elsewhere) 8dd05e64 → 1061846e\n", "Wrote metaxy.lock: 3")
        .doesNotContain("video/raw");
    file("features.toml", MINE.replace("faces", "video/raw"));
    assertThat(run("lock").succeeds().out())
        .contains("- faces (elsewhere) ", "- video/crop (elsewhere) ", ": 1 feature.\n");
  }

  @Test
  void aBrokenFileIsReplaced() {
    file("metaxy.lock", "<<<<<<< ours\n");
    run("list", "features").fails(1, "metaxy.lock", "is not TOML");
    assertThat(run("lock").succeeds().out()).contains("Wrote metaxy.lock: 3 features.");
    run("list", "features").succeeds();
  }

  @Test
  void aPlaceholderGivesWayToWhatIsLocked() {
    file(
        "features.toml",
        MINE
            + "[features.faces]\nid_columns = [\"id\"]\n"
            + "external = { provenance_by_field = { default = \"00000000\" } }\n");
    run("lock").succeeds();
    assertThat(run("graph", "render", "-t", "tree").succeeds().out()).contains("64c1fe39");
  }

  @Test
  void moreFeaturesCanBeAskedFor() {
    file("features.toml", FEATURES);
    assertThat(run("lock").succeeds().out()).contains(": 0 features.");
    file("metaxy.toml", config("metaxy.db") + "[[extra_features]]\nkeys = [\"transcript\"]\n");
    assertThat(run("lock", "--output", "other.lock").succeeds().out())
        .contains("+ transcript (elsewhere)", "+ video/raw (elsewhere)", "Wrote other.lock: 2");
    file("metaxy.toml", config("metaxy.db") + "[[extra_features]]\nprojects = [\"elsewhere\"]\n");
    assertThat(run("lock").succeeds().out()).contains(": 4 features.");
  }

  @Test
  void whatWasNotPushedIsNamed() {
    file("features.toml", MINE.replace("faces", "nowhere/to-be-found"));
    run("lock").fails(1, "nowhere/to-be-found", "store dev", "metaxy push");
    assertThat(folder.resolve("metaxy.lock")).doesNotExist();
    file("metaxy.toml", config("metaxy.db").replace("project = \"test\"", ""));
    run("lock").fails(1, "The project has no name", "Set project");
  }
}
