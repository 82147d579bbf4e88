package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name, a number or an option that is wrong is said to be. */
class WrongNamesTest extends CommandTest {

  @Test
  void lockWantsAStoreThatThereIs() {
    run("lock", "--store", "nope").fails(1, "nope", "dev");
  }

  @Test
  void aPictureWantsAProjectThatThereIs() {
    run("graph", "render", "--project", "zzz").fails(2, "'zzz'", "test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--hash-length -4", "--up -3 --feature predictions", "--down -1"})
  void countsAreNotNegative(String options) {
    run(("graph render " + options).split(" ")).fails(2, options.split(" ")[0], "0 or more");
  }

  @Test
  void deletingFromAStoreThatHoldsNothingSaysSo() {
    Result result = run("metadata", "delete", "--all-features", "--yes").succeeds();
    assertThat(result.err()).contains("No feature was written");
  }

  @Test
  void tagsOfAVersionThatWasPushedBefore() {
    assertThat(run("push", "-t", "a=1").succeeds().err()).isEmpty();
    assertThat(run("push", "-t", "a=2").succeeds().err()).contains("tags were not recorded");
    assertThat(run("push").succeeds().err()).isEmpty();
    assertThat(run("history").succeeds().out()).contains("a=1").doesNotContain("a=2");
    run("push", "--tags", "git=a", "--tags", "git=b").fails(2, "git", "twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata", "metadata read", "list", "graph render", "config print"})
  void theVersionIsThatOfTheProgramEverywhere(String command) {
    assertThat(run((command + " --version").split(" ")).succeeds().out())
        .isEqualTo(run("--version").succeeds().out());
  }

  @Test
  void aMisspeltOptionIsNamed() {
    Result result =
        run("metadata", "read", "--featur", "predictions")
            .fails(2, "'--featur'", "Did you mean --feature or");
    assertThat(result.err()).contains("--help").hasLineCount(3);
  }

  @Test
  void aFeatureIsReadByItsPosition() {
    write("sample_uid,confidence\n1,0.5\n").succeeds();
    assertThat(run("metadata", "read", "predictions").succeeds().out()).contains("0.5");
    run("metadata", "read", "predictions", "--feature", "predictions").fails(2, "one feature");
    run("metadata", "read").fails(2, "one feature", "--feature");
    assertThat(run("metadata", "write", "predictions", "--from", "rows.csv").succeeds().out())
        .contains("Wrote 1 rows");
  }

  @Test
  void theCaseOfAChoiceDoesNotMatter() {
    standardInput("sample_uid\n1\n");
    run("metadata", "write", "--feature", "predictions", "--from", "-", "--format", "csv")
        .succeeds();
    assertThat(run("metadata", "read", "predictions", "--format", "CSV").succeeds().out())
        .contains("sample_uid");
  }

  @Test
  void whatIsReadAsJsonIsWrittenFromAFileOfThatName() {
    write("sample_uid,confidence\n1,0.5\n").succeeds();
    file("rows.json", run("metadata", "read", "predictions", "--format", "json").succeeds().out());
    run("metadata", "write", "--feature", "predictions", "--from", "rows.json").succeeds();
  }
}
