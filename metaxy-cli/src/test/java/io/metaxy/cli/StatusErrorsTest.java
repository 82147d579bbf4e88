package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong for one feature, and what for all of them. */
class StatusErrorsTest extends CommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"--filter", "--global-filter", "--stale-if"})
  void aFilterThatDoesNotParseEndsIt(String option) {
    write("sample_uid,confidence\n1,0.5\n").succeeds();
    run("metadata", "status", option, "confidence <").fails(2, "does not parse", "too early", "^");
    run("metadata", "resolve", "predictions", option, "confidence <").fails(2, "does not parse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata read --feature predictions --filter",
        "metadata delete predictions --filter",
        "metadata copy predictions --from dev --to other --filter"
      })
  void itIsAWrongCallOfEveryCommand(String command) {
    file(
        "metaxy.toml",
        config("metaxy.db")
            + "[stores.other]\ntype = \"sqlite\"\nconfig = { database = \"other.db\" }\n");
    write("sample_uid,confidence\n1,0.5\n").succeeds();
    String[] words = (command + " ?").split(" ");
    words[words.length - 1] = "confidence <";
    run(words).fails(2, "does not parse", "too early", "^");
  }

  @Test
  void aFilterThatFitsOneFeatureOnlyLeavesTheOthersTheirRows() {
    file("features.toml", FEATURES + FEATURES.replace("predictions", "other"));
    write("sample_uid,confidence\n1,0.5\n").succeeds();
    file("rows.csv", "sample_uid,size\n1,3\n");
    run("metadata", "write", "--feature", "other", "--from", "rows.csv").succeeds();
    Result status = run("metadata", "status", "--filter", "size > 1", "--format", "csv");
    assertThat(status.code()).as("a row is an error").isEqualTo(1);
    assertThat(status.out())
        .containsPattern("other,.*root_feature")
        .containsPattern("predictions,.*error");
    assertThat(status.err()).containsOnlyOnce("No column is named 'size'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deps = [\"nope\"]", "deps = [\"broken\"]"})
  void aBrokenFeatureLeavesTheOthersTheirRows(String deps) {
    file("features.toml", FEATURES + FEATURES.replace("predictions", "broken") + deps + "\n");
    write("sample_uid,confidence\n1,0.5\n").succeeds();
    Result status = run("metadata", "status", "--format", "csv");
    assertThat(status.code()).as(status.err()).isEqualTo(1);
    assertThat(status.out())
        .containsPattern("predictions,\\w+,1,0,1,1")
        .containsPattern("broken,.*error");
    assertThat(status.err().lines().filter(line -> line.startsWith("metaxy: "))).hasSize(1);
  }

  @Test
  void aPredicateOverAnUnknownColumnSaysWhere() {
    file(
        "features.toml",
        FEATURES + FEATURES.replace("predictions", "made") + "deps = [\"predictions\"]\n");
    write("sample_uid,confidence\n1,0.5\n").succeeds();
    file(
        "made.jsonl",
        run("metadata", "resolve", "made", "--only", "new", "--format", "json").succeeds().out());
    run("metadata", "write", "made", "--from", "made.jsonl").succeeds();
    run("metadata", "resolve", "made", "--stale-if", "nope = 3")
        .fails(1, "No column is named 'nope'", "feature made, backend sqlite, operation resolve");
  }
}
