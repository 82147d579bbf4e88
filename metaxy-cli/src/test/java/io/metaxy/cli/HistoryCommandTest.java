package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryCommandTest extends CommandTest {
  private static final String CHANGED =
      GraphCommandTest.VIDEO
          .replace("\"frames\", code_version = \"2\"", "\"frames\", code_version = \"3\"")
          .replace("[\"text\"]", "[\"text\", \"lang\"]")
          .replace("[features.faces]", "[features.people]");

  @Test
  void thePushesAreListedTheLastFirst() {
    run("history").succeeds();
    assertThat(run("history").err()).contains("Nothing was pushed yet");
    push(GraphCommandTest.VIDEO, "--tags", "commit=abc", "-t", "by=me");
    push(CHANGED);
    push(FEATURES);
    assertThat(history()).extracting(line -> line.split(",")[3]).containsExactly("1", "4", "4");
    assertThat(history().get(2)).startsWith("test,").endsWith(",\"by=me, commit=abc\"");
    assertThat(history("--limit", "1")).hasSize(1);
    assertThat(history("--project", "other")).isEmpty();
    assertThat(history("--project", "other", "--all-projects")).hasSize(3);
    assertThat(history("--feature", "video/crop"))
        .extracting(line -> line.split(",")[3])
        .containsExactly("1061846e", "8dd05e64");
    run("history", "--feature", "video/crpo").fails(1, "Did you mean video/crop");
  }

  @Test
  void aTagOfTheSystemsNameIsRefused() {
    run("push", "--tags", "metaxy=1").fails(1, "metaxy", "another name");
  }

  @Test
  void aVersionThatIsPushedAgainIsTheLatest() {
    push(GraphCommandTest.VIDEO);
    List<String> first = history();
    push(CHANGED);
    push(GraphCommandTest.VIDEO);
    assertThat(history()).hasSize(2).startsWith(first.get(0));
    assertThat(run("graph-diff", "render", "latest").succeeds().err()).contains("Nothing changed");
  }

  @Test
  void whatChangedIsMarked() {
    push(GraphCommandTest.VIDEO);
    file("features.toml", CHANGED);
    assertThat(run("graph-diff", "render", "latest", "--no-show-projects").succeeds().out())
        .contains(
            "├──   video/raw  00441950\n",
            "├── ~ video/crop  8dd05e64 → 1061846e\n",
            "│   ├── ~ frames de06f475 → 01097f7c\n",
            "├── - faces  64c1fe39\n",
            "├── + people  ",
            "    ├── + lang f387c19a\n");
    assertThat(run("graph-diff", "render", "latest", "current", "-f", "json").succeeds().out())
        .startsWith(
            "{\"nodes\": {\"faces\": {\"status\": \"removed\", \"old_version\": \"64c1fe39\","
                + " \"new_version\": null, \"dependencies\": [\"video/crop\", \"video/raw\"],"
                + " \"field_changes\": []}, ")
        .contains(
            "\"field_changes\": [{\"field_key\": \"lang\", \"old_version\": null, \"new_version\":"
                + " \"f387c19a\", \"is_added\": true, \"is_removed\": false, \"is_changed\":"
                + " false}]")
        .endsWith("{\"from\": \"video/raw\", \"to\": \"video/crop\"}]}\n");
    assertThat(run("graph-diff", "render", "latest", "-f", "yaml").succeeds().out())
        .startsWith("\"nodes\":\n  \"faces\":\n    \"status\": \"removed\"\n")
        .contains(
            "    \"field_changes\":\n    - \"field_key\": \"frames\"\n      \"old_version\": ")
        .endsWith("- \"from\": \"video/raw\"\n  \"to\": \"video/crop\"\n");
    assertThat(run("graph-diff", "render", "latest", "-f", "mermaid").succeeds().out())
        .contains("<b>- faces</b>", "    style f_faces stroke:#");
    assertThat(run("graph-diff", "render", "latest", "-f", "graphviz").succeeds().out())
        .contains("\"~ video/crop\\n", "color=\"#");
    assertThat(
            run("graph-diff", "render", "latest", "-f", "picture", "--feature", "faces", "--up=0")
                .succeeds()
                .out())
        .contains("│ - faces")
        .doesNotContain("video/crop ");
  }

  @Test
  void aDefinitionThatChangesWithoutItsVersionIsAChange() {
    push(GraphCommandTest.VIDEO);
    file("features.toml", GraphCommandTest.VIDEO + "description = \"words\"\n");
    assertThat(run("graph-diff", "render", "latest", "--no-show-projects").succeeds().out())
        .contains("└── ~ transcript  16ce299c\n");
  }

  @Test
  void aVersionThatChangesThroughAParentOfAnotherProjectIsNoChangeOfADefinition() {
    String up =
        "[features.up]\nid_columns = [\"id\"]\nfields = [{ key = \"a\", code_version = \"1\" }]\n";
    project("up");
    push(up);
    project("test");
    push("[features.face]\nid_columns = [\"id\"]\nfields = [\"default\"]\ndeps = [\"up\"]\n");
    project("up");
    push(up.replace("\"1\"", "\"2\""));
    project("test");
    file(
        "features.toml",
        "[features.face]\nid_columns = [\"id\"]\nfields = [\"default\"]\ndeps = [\"up\"]\n");
    Result diff = run("graph-diff", "render", "latest", "--no-show-projects").succeeds();
    assertThat(diff.out()).containsPattern("face  \\w+ → \\w+\n").doesNotContain("+ default");
    assertThat(diff.err()).contains("versions changed through parents: face.");
    assertThat(run("graph-diff", "render", "latest", "-f", "json").succeeds().out())
        .doesNotContain("\"is_added\": true");
  }

  private void project(String name) {
    file("metaxy.toml", config("metaxy.db").replace("\"test\"", '"' + name + '"'));
  }

  @Test
  void tagsAreAMapForProgramsAndTheStoreMayStandAlone() {
    file("features.toml", FEATURES);
    run("push", "dev", "-t", "b=2", "-t", "a=1").succeeds();
    assertThat(run("history", "dev", "-f", "json").succeeds().out())
        .contains("\"tags\":{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(history()).first().asString().endsWith("\"a=1, b=2\"");
    run("push", "dve").fails(1, "dev");
    run("push", "dev", "--store", "dev").fails(2, "one store");
  }

  @Test
  void aVersionThatIsNotThereIsAnError() {
    run("graph-diff", "render", "latest").fails(1, "Nothing of project test was pushed", "push");
    push(GraphCommandTest.VIDEO);
    run("graph-diff", "render", "12345678").fails(1, "No version '12345678' of project test");
    run("graph-diff", "render").fails(2, "FROM");
  }

  private void push(String features, String... options) {
    file("features.toml", features);
    String[] words = new String[options.length + 1];
    words[0] = "push";
    System.arraycopy(options, 0, words, 1, options.length);
    run(words).succeeds();
  }

  private List<String> history(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "history";
    words[1] = "--format=csv";
    System.arraycopy(options, 0, words, 2, options.length);
    return run(words).succeeds().out().lines().skip(1).toList();
  }
}
