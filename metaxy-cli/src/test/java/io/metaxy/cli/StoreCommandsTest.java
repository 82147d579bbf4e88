package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that work on more than one store, or on a whole feature. */
class StoreCommandsTest extends CommandTest {
  @BeforeEach
  void twoStores() {
    file(
        "metaxy.toml",
        """
        project = "test"
        store = "dev"

        [stores.dev]
        type = "sqlite"
        config = { database = "dev.db", hash_algorithm = "md5", fallback_stores = ["prod"] }

        [stores.prod]
        type = "duckdb"
        config = { database = "prod.duckdb", hash_algorithm = "md5" }
        """);
    file("rows.csv", "sample_uid,confidence\n1,0.5\n2,0.1\n");
    run("metadata", "write", "--feature", "predictions", "--from", "rows.csv", "--store", "prod")
        .succeeds();
  }

  private String read(String... more) {
    String[] words = {
      "metadata", "read", "--feature", "predictions", "--format", "csv", "--columns", "sample_uid"
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return run(all).succeeds().out();
  }

  @Test
  void aFallbackStoreIsReadUntilTheStoreHasTheFeature() {
    assertThat(read().lines()).containsExactlyInAnyOrder("sample_uid", "1", "2");
    run("metadata", "read", "--feature", "predictions", "--no-fallback").fails(1, "never written");
    assertThat(run("metadata", "status", "--format", "json").succeeds().out())
        .contains("\"live\":2", "\"store\":\"prod\"", "\"status\":\"root_feature\"");
    assertThat(
            run("metadata", "status", "--no-allow-fallback-stores", "--format", "json")
                .succeeds()
                .out())
        .contains("\"live\":0", "\"status\":\"missing\"");
    run("metadata", "status", "--no-allow-fallback-stores", "--assert-in-sync").code();
    write("sample_uid,confidence\n9,0.9\n").succeeds();
    assertThat(read().lines()).containsExactly("sample_uid", "9");
  }

  @Test
  void aBackendWithoutMaintenanceIsRefusedByName() {
    run("metadata", "maintain").fails(1, "sqlite", "no maintenance", "nothing was changed");
    run("metadata", "maintain", "--store", "prod", "--dry-run").fails(1, "duckdb");
  }

  @Test
  void copiesBetweenStores() {
    Result copied =
        run(
                "metadata",
                "copy",
                "predictions",
                "--from",
                "prod",
                "--to",
                "dev",
                "--filter",
                "confidence > 0.3")
            .succeeds();
    assertThat(copied.out()).contains("Copied 1 rows of predictions");
    assertThat(read("--no-fallback").lines()).containsExactly("sample_uid", "1");
    run("metadata", "copy", "--from", "prod", "--to", "dev").fails(2, "--all-features");
    run("metadata", "copy", "predictions", "--from", "dev", "--to", "dev").fails(2, "two stores");
    run("metadata", "copy", "predictions", "--from", "prod", "--to", "de").fails(1, "dev");
  }

  @Test
  void dropsWhenItIsConfirmed() {
    write("sample_uid,confidence\n9,0.9\n").succeeds();
    run("metadata", "drop", "predictions").fails(2, "--yes");
    personAnswers("n");
    assertThat(run("metadata", "drop", "predictions").code()).isEqualTo(1);
    assertThat(read("--no-fallback")).contains("9");
    assertThat(run("metadata", "drop", "predictions", "--yes").succeeds().out())
        .contains("Dropped predictions with 1 rows");
    assertThat(read().lines()).as("the fallback store's again").contains("1", "2");
  }

  @Test
  void rebasesAnOldVersion() {
    file("features.toml", features("1"));
    file("images.csv", "sample_uid,path\n1,a\n2,b\n");
    run("metadata", "write", "--feature", "images", "--from", "images.csv").succeeds();
    String rows =
        run("metadata", "resolve", "made", "--only", "new", "--format", "json").succeeds().out();
    file("made.jsonl", rows);
    run("metadata", "write", "--feature", "made", "--from", "made.jsonl").succeeds();
    String old = version();
    file("features.toml", features("2"));
    assertThat(version()).isNotEqualTo(old);
    assertThat(run("metadata", "rebase", "made", "--from", old, "--dry-run").succeeds().out())
        .contains("Would rebase 2 samples");
    assertThat(run("metadata", "status", "made", "--format", "csv").out()).contains(",2,0,0,");
    run("metadata", "rebase", "made", "--from", old).succeeds();
    assertThat(run("metadata", "status", "made", "--format", "csv").out())
        .contains("up_to_date,0,0,0");
    run("metadata", "rebase", "images", "--from", old).fails(1, "no parents");
    run("metadata", "rebase", "made", "--from", old, "--to", "00000000").fails(1, "never pushed");
  }

  private static String features(String codeVersion) {
    return """
    [features.images]
    id_columns = ["sample_uid"]
    fields = ["pixels"]

    [features.made]
    id_columns = ["sample_uid"]
    fields = [{ key = "default", code_version = "%s" }]
    deps = ["images"]
    """
        .formatted(codeVersion);
  }

  private String version() {
    return run("metadata", "status", "made", "--format", "csv")
        .succeeds()
        .out()
        .lines()
        .skip(1)
        .findFirst()
        .orElseThrow()
        .split(",")[1];
  }
}
