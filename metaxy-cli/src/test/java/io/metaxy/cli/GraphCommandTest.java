package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphCommandTest extends CommandTest {
  static final String VIDEO =
      """
      [features."video/raw"]
      id_columns = ["id"]
      fields = [{ key = "audio", code_version = "1" }, { key = "frames", code_version = "1" }]

      [features."video/crop"]
      id_columns = ["id"]
      deps = ["video/raw"]
      fields = [{ key = "audio", code_version = "1" }, { key = "frames", code_version = "2" }]

      [features.faces]
      id_columns = ["id"]
      deps = ["video/crop", "video/raw"]
      fields = ["default"]

      [features.transcript]
      id_columns = ["id"]
      deps = [{ feature = "video/raw", optional = true }]
      fields = ["text"]
      """;

  @BeforeEach
  void features() {
    file("features.toml", VIDEO);
  }

  @Test
  void thePictureHasALineFromEachFeatureToThoseMadeFromIt() {
    assertThat(render("--no-show-projects", "--no-show-fields", "--no-show-project-version"))
        .isEqualTo(
            """
            Feature Graph

                        ╭───────────╮
                        │ video/raw │
                        │ 00441950  │
                        ╰─────┬─────╯
                        ╭─────┼─────╮
            ╭───────────┴╮    │    ╭┴───────────╮
            │ video/crop │    │    │ transcript │
            │ 8dd05e64   │    │    │ 16ce299c   │
            ╰──────┬─────╯    │    ╰────────────╯
                   ╰╮         │
                    │        ╭╯
                   ╭┴────────┴╮
                   │ faces    │
                   │ 64c1fe39 │
                   ╰──────────╯
            """);
    assertThat(folder.resolve("metaxy.db")).as("no store is asked").doesNotExist();
  }

  @Test
  void theTreeTellsFieldsAndParents() {
    assertThat(render("--type", "tree", "--show-code-versions"))
        .startsWith("Feature Graph: test ")
        .contains(
            "├── video/raw  project test, 00441950, code 7957714b\n",
            "│   ├── audio c20a9d22, code 1\n",
            "│   └── from video/crop, video/raw\n",
            "└── transcript  project test, 16ce299c");
  }

  @Test
  void aPictureThatIsTooWideForTheTerminalGivesWayToATree() {
    personAnswers("");
    environment("COLUMNS", "40");
    Result result = run("graph", "render").succeeds();
    assertThat(result.out()).contains("└── transcript");
    assertThat(result.err()).contains("needs 49 columns", "--type picture");
    assertThat(run("graph", "render", "--type", "picture").succeeds().out()).contains("╰─────");
    assertThat(run("graph", "render", "-t", "cards").succeeds().out().lines().toList())
        .contains("video/crop → faces")
        .allMatch(line -> line.length() <= 40);
  }

  @Test
  void mermaidAndGraphvizTakeAnyCodeVersion() {
    file(
        "features.toml",
        VIDEO
            + "[features.odd]\nid_columns = [\"id\"]\ndeps = [\"faces\"]\n"
            + "fields = [{ key = \"end\", code_version = '\"]; <b>#1\\' }]\n");
    assertThat(
            render("-f", "mermaid", "--show-code-versions", "--direction", "LR", "--title", "a\"b"))
        .startsWith("---\ntitle: \"a\\\"b: test ")
        .contains(
            "\nflowchart LR\n",
            "code &quot;]; &lt;b&gt;&num;1&bsol;\"]\n",
            "\n    f_video__crop --> f_faces\n");
    assertThat(render("-f", "graphviz", "--show-code-versions"))
        .startsWith("strict digraph {\n    rankdir=TB;\n")
        .contains("code \\\"]; <b>#1\\\\\\l\"];\n", "\n    \"video/crop\" -> \"faces\";\n");
  }

  @Test
  void aFeatureAndWhatIsNearIt() {
    assertThat(keys("--feature", "video/crop")).containsExactly("video/raw", "video/crop", "faces");
    assertThat(keys("--feature", "video__crop", "--down", "0"))
        .containsExactly("video/raw", "video/crop");
    assertThat(keys("--feature", "faces", "--up", "1"))
        .containsExactly("video/raw", "video/crop", "faces");
    assertThat(keys("--feature", "transcript", "--up", "0")).containsExactly("transcript");
    run("graph", "render", "--feature", "video/cropp").fails(2, "Did you mean video/crop?");
    run("graph", "render", "--up", "1").fails(2, "--up and --down need --feature");
    run("graph", "render", "--minimal", "--verbose").fails(2, "exclude each other");
    run("graph", "render", "-f", "mermaid", "-t", "tree").fails(2, "--type");
  }

  @Test
  void aFileIsWritten() throws Exception {
    assertThat(run("graph", "render", "-f", "graphviz", "-o", "g.dot").succeeds().out()).isEmpty();
    assertThat(Files.readString(folder.resolve("g.dot"))).endsWith("}\n");
    run("graph", "render", "-o", "nowhere/g.dot").fails(1, "cannot be written");
  }

  @Test
  void aVersionThatWasPushed() {
    run("push").succeeds();
    String before = render("--snapshot", "latest");
    assertThat(before).isEqualTo(render());
    file("features.toml", FEATURES);
    assertThat(render("--snapshot", "latest")).isEqualTo(before);
    assertThat(render()).contains("predictions").doesNotContain("video");
    run("graph", "render", "--snapshot", "1234").fails(1, "No version '1234'", "metaxy history");
  }

  @Test
  void featuresOfOtherProjectsAreDashed() {
    run("push").succeeds();
    file("metaxy.toml", config("metaxy.db").replace("\"test\"", "\"other\""));
    file("features.toml", "[features.mine]\nid_columns = [\"id\"]\ndeps = [\"faces\"]\n");
    assertThat(keys()).containsExactly("video/raw", "video/crop", "faces", "mine");
    assertThat(render()).contains("┆ project test, external ┆", "│ project other");
    assertThat(keys("--project", "other")).containsExactly("mine");
  }

  private String render(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "graph";
    words[1] = "render";
    System.arraycopy(options, 0, words, 2, options.length);
    return run(words).succeeds().out();
  }

  private java.util.List<String> keys(String... options) {
    String[] words = new String[options.length + 3];
    System.arraycopy(options, 0, words, 0, options.length);
    words[options.length] = "--type=tree";
    words[options.length + 1] = "--minimal";
    words[options.length + 2] = "--no-show-projects";
    return render(words)
        .lines()
        .filter(line -> line.startsWith("├── ") || line.startsWith("└── "))
        .map(line -> line.substring(4))
        .toList();
  }
}
