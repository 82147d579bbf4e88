package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An error points at what is wrong and says what can be done here. */
class MessagesTest extends CommandTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "confidence + 1 < 2    , 11, this is not allowed",
        "1 < confidence * 2    , 15, '*' is not allowed here",
        "sample_uid = 2 AND    , 18, it ends too early",
        "sample_uid = 2 AND (  , 20, it ends too early",
        "sample_uid = 2 )      , 15, this is not expected here"
      })
  void theCaretStandsUnderWhatIsWrong(String filter, int place, String problem) {
    write("sample_uid,confidence\n1,0.5\n").succeeds();
    run("metadata", "read", "predictions", "--filter", filter)
        .fails(2, problem, "\n  " + filter + "\n  " + " ".repeat(place) + "^\n");
  }

  @Test
  void aRootIsNotResolved() {
    run("metadata", "resolve", "predictions").fails(1, "no parents", "write its samples");
  }

  @Test
  void aProjectWithoutStores() {
    file("metaxy.toml", "project = \"test\"\n");
    run("metadata", "status").fails(1, "Add [stores.dev]");
  }

  @Test
  void whatNeedsNoMaintenance() {
    run("metadata", "maintain").fails(1, "needs none");
  }

  @Test
  void sentencesEnd() {
    file("features.toml", "[features.predictions\n");
    assertThat(run("metadata", "status").fails(1, "is not TOML").err()).contains(". Mend that");
    file("features.toml", FEATURES);
    run("graph", "render", "-o", "nowhere/g.mmd").fails(1, "cannot be written (", "). Name a file");
  }

  @Test
  void thePlaceIsSaidOnce() {
    file("features.toml", "[features.x]\nfields = [\"default\"]\n");
    assertThat(run("metadata", "status").fails(1, "has no 'id_columns'").err())
        .containsOnlyOnce("features.toml")
        .containsOnlyOnce("features.x");
  }
}
