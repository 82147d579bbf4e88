package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeleteCommandTest extends CommandTest {

  @BeforeEach
  void rows() {
    write(
            "sample_uid,confidence,created_at\n1,0.1,2023-05-01T00:00:00Z\n2,0.9,2024-05-01T00:00:00Z\n")
        .succeeds();
  }

  private String ids(String... more) {
    String[] args = new String[more.length + 2];
    System.arraycopy(more, 0, args, 0, more.length);
    args[args.length - 2] = "--columns";
    args[args.length - 1] = "sample_uid";
    return csvOf(args).replace("\r\n", " ").strip();
  }

  @Test
  void theLineOfTheSoftDelete() {
    Result result =
        run("metadata", "delete", "--feature", "predictions", "--filter", "confidence < 0.3")
            .succeeds();
    assertThat(result.out()).contains("Soft deleted 1 samples of predictions (1 rows appended)");
    assertThat(ids()).isEqualTo("sample_uid 2");
    assertThat(ids("--only-deleted")).isEqualTo("sample_uid 1");
    assertThat(ids("--include-deleted", "--with-sample-history")).isEqualTo("sample_uid 1 1 2");
  }

  @Test
  void theLineOfTheHardDelete() {
    Result result =
        run(
                "metadata",
                "delete",
                "--feature",
                "predictions",
                "--filter",
                "created_at < '2024-01-01'",
                "--soft=false")
            .succeeds();
    assertThat(result.out()).contains("Hard deleted 1 samples of predictions (1 rows removed)");
    assertThat(ids("--include-deleted", "--with-sample-history")).isEqualTo("sample_uid 2");
  }

  @Test
  void keysAsArgumentsAndSeveralFilters() {
    run(
            "metadata",
            "delete",
            "predictions",
            "--hard",
            "--filter",
            "confidence < 0.95",
            "--filter",
            "sample_uid = 2",
            "--store",
            "dev")
        .succeeds();
    assertThat(ids()).isEqualTo("sample_uid 1");
  }

  @Test
  void aDryRunSaysAndChangesNothing() {
    Result result =
        run("metadata", "delete", "predictions", "--filter", "confidence < 0.3", "--dry-run")
            .succeeds();
    assertThat(result.out()).contains("Would soft delete 1 samples");
    assertThat(ids()).isEqualTo("sample_uid 1 2");
  }

  @Test
  void withoutAFilterItWantsYes() {
    run("metadata", "delete", "predictions").fails(2, "Without a filter", "--yes");
    assertThat(ids()).isEqualTo("sample_uid 1 2");
    run("metadata", "delete", "predictions", "--yes").succeeds();
    assertThat(ids()).isEqualTo("sample_uid");
  }

  @Test
  void aPersonIsAskedAndMaySayNo() {
    personAnswers("n");
    run("metadata", "delete", "predictions", "--filter", "confidence < 0.3")
        .fails(1, "Would soft delete 1 samples", "Delete? [y/N]", "Nothing was deleted.");
    personAnswers("y");
    run("metadata", "delete", "predictions", "--filter", "confidence < 0.3").succeeds();
    assertThat(ids("--limit", "9")).isEqualTo("sample_uid 2");
  }

  @Test
  void allFeaturesAreThoseThatWereWritten() {
    file("features.toml", FEATURES + "[features.other]\nid_columns = [\"id\"]\n");
    Result result =
        run("metadata", "delete", "--all-features", "--filter", "confidence < 0.3").succeeds();
    assertThat(result.out()).contains("predictions").doesNotContain("other");
  }

  @Test
  void whatIsWrongWithALaterFeatureIsSaidBeforeAnEarlierOneIsChanged() {
    file("features.toml", FEATURES + "[features.other]\nid_columns = [\"id\"]\n");
    run("metadata", "delete", "predictions", "other", "--filter", "confidence < 0.3")
        .fails(1, "other was never written");
    assertThat(ids()).isEqualTo("sample_uid 1 2");
  }

  @Test
  void wrongUse() {
    run("metadata", "delete").fails(2, "Name a feature");
    run("metadata", "delete", "predictions", "--all-features", "--yes").fails(2, "not both");
    run("metadata", "delete", "predictions", "--soft", "--hard", "--yes").fails(2, "--hard");
    run("metadata", "delete", "predictions", "--rows", "--filter", "confidence < 1")
        .fails(2, "--rows goes with --hard");
    run("metadata", "delete", "predictions", "--fliter", "confidence < 1")
        .fails(2, "--fliter", "--filter");
  }

  @Test
  void unknownNamesAndFiltersThatDoNotFit() {
    run("metadata", "delete", "predicions", "--yes")
        .fails(1, "predicions", "Did you mean predictions");
    run("metadata", "delete", "predictions", "--store", "dve", "--yes").fails(1, "dve", "dev");
    run("metadata", "delete", "predictions", "--filter", "confidense < 1")
        .fails(1, "confidense", "Did you mean confidence");
    run("metadata", "delete", "predictions", "--filter", "confidence < < 1")
        .fails(2, "does not parse", "confidence < < 1", "^", "Allowed are");
    run("metadata", "delete", "predictions", "--filter", "confidence < '1'")
        .fails(1, "float64 does not compare with string");
    assertThat(ids()).isEqualTo("sample_uid 1 2");
  }
}
