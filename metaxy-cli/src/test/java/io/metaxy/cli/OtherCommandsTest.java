package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class OtherCommandsTest extends CommandTest {

  @Test
  void theDemoShowsTheNumbersOfTheData() throws Exception {
    Files.delete(folder.resolve("metaxy.toml"));
    Files.delete(folder.resolve("features.toml"));
    Result demo = run("demo").succeeds();
    assertThat(demo.out())
        .contains(
            "$ metaxy metadata delete --feature predictions --filter \"confidence < 0.3\"",
            "Soft deleted 250 samples of predictions (250 rows appended)",
            "--soft=false",
            "Hard deleted 1,052 samples of predictions (1,202 rows removed)");
    assertThat(
            run(
                    "metadata",
                    "read",
                    "--feature",
                    "predictions",
                    "--format",
                    "csv",
                    "--columns",
                    "sample_uid",
                    "--only-deleted")
                .out()
                .lines()
                .count())
        .as("100 deleted samples and the header")
        .isEqualTo(101);
    run("demo").fails(1, "already", "empty folder");
  }

  @Test
  void theFirstVersionsNumbers() throws Exception {
    Files.delete(folder.resolve("metaxy.toml"));
    Files.delete(folder.resolve("features.toml"));
    run("demo").succeeds();
    Files.delete(folder.resolve("metaxy.db"));
    run("metadata", "write", "--feature", "predictions", "--from", "digits-predictions-v1.csv")
        .succeeds();
    assertThat(
            run("metadata", "delete", "predictions", "--filter", "confidence < 0.3", "--dry-run")
                .out())
        .contains("241 samples");
    assertThat(
            run(
                    "metadata",
                    "delete",
                    "predictions",
                    "--filter",
                    "created_at < '2024-01-01'",
                    "--dry-run",
                    "--hard")
                .out())
        .contains("1,052 samples");
  }

  @Test
  void pushedFeaturesAreKnownFromTheStore() {
    write("sample_uid,confidence\n1,0.5\n").succeeds();
    assertThat(run("push").succeeds().out()).contains("Project test", "pushed.");
    assertThat(run("push").succeeds().out()).contains("was already pushed");
    file("features.toml", "");
    assertThat(run("list", "features", "--format", "csv").succeeds().out())
        .contains("predictions,9b");
    assertThat(csvOf("--columns", "sample_uid")).contains("1");
  }

  @Test
  void statusListDescribeAndConfig() {
    write("sample_uid,confidence\n1,0.5\n2,0.1\n").succeeds();
    run("metadata", "delete", "predictions", "--filter", "confidence < 0.3").succeeds();
    assertThat(run("metadata", "status", "--format", "csv").succeeds().out())
        .containsPattern("predictions,\\w+,1,1,3,3,");
    assertThat(run("list", "stores").succeeds().out()).contains("dev", "sqlite", "yes");
    assertThat(run("list", "backends").succeeds().out()).contains("database", "busy_timeout_ms");
    assertThat(run("describe", "predictions").succeeds().out())
        .contains("id columns          sample_uid", "confidence  float64");
    assertThat(run("config", "print").succeeds().out())
        .contains("stores.dev.config.database", "metaxy.db", "metaxy.toml");
  }

  @Test
  void listsAreListsForPrograms() {
    file("features.toml", FEATURES.replace("[\"sample_uid\"]", "[\"a\", \"b\"]"));
    assertThat(run("list", "features", "--format", "json").succeeds().out())
        .contains("\"ids\":[\"a\",\"b\"]", "\"parents\":[]");
    assertThat(run("list", "features").succeeds().out()).contains("a, b");
  }

  @Test
  void optionsOfEveryBackendAreListed() {
    assertThat(run("list", "backends", "--format", "csv").succeeds().out())
        .contains("hash_algorithm", "md5, sha256, xxhash64", "fallback_stores");
  }

  @Test
  void featuresAreNamedAsInThePythonLibrary() {
    file("features.toml", FEATURES + FEATURES.replace("predictions", "other"));
    assertThat(
            run("metadata", "status", "--features", "predictions", "other", "--format", "csv")
                .succeeds()
                .out())
        .contains("predictions,", "other,");
  }

  @Test
  void aSecretIsNeverPrinted() {
    file("metaxy.toml", config("metaxy.db") + "password = \"hunter2\"\n");
    Result result = run("config", "print").succeeds();
    assertThat(result.out() + result.err()).contains("password", "***").doesNotContain("hunter2");
    Result failed = run("metadata", "read", "--feature", "predictions");
    assertThat(failed.out() + failed.err()).contains("password").doesNotContain("hunter2");
  }

  @Test
  void aSecretInAnAddressIsNeverPrinted() {
    file(
        "metaxy.toml",
        """
        project = "test"
        store = "ice"
        [stores.ice]
        type = "iceberg"
        [stores.ice.config]
        warehouse = "warehouse"
        catalog_properties.type = "sql"
        catalog_properties.uri = "jdbc:postgresql://host/iceberg?user=u&password=PGQSECRET&ssl=1"
        [stores.click]
        type = "clickhouse"
        config.url = "http://localhost:1/metaxy?x=1&access_Token=URLSECRET"
        """);
    Result printed = run("config", "print").succeeds();
    assertThat(printed.out())
        .contains("user=u&password=***&ssl=1", "x=1&access_Token=***")
        .doesNotContain("PGQSECRET", "URLSECRET");
    assertThat(run("metadata", "status").err())
        .contains("cannot be opened", "user=u&password=***")
        .doesNotContain("PGQSECRET");
    assertThat(run("metadata", "status", "--store", "click").err())
        .contains("clickhouse")
        .doesNotContain("URLSECRET");
  }

  @Test
  void tablesFitTheTerminalAndControlCharactersStayOff() {
    write("sample_uid,note\n1,\"" + "long ".repeat(60) + "\u001b[31m\"\n").succeeds();
    personAnswers("");
    environment("COLUMNS", "60");
    Result result = run("metadata", "read", "--feature", "predictions").succeeds();
    assertThat(result.out().lines().mapToInt(String::length).max().orElse(0))
        .isLessThanOrEqualTo(60);
    assertThat(result.out()).doesNotContain("\u001b");
  }

  @Test
  void helpVersionAndCompletion() {
    assertThat(run("--help").succeeds().out()).contains("metadata", "demo", "Exit code");
    assertThat(run("metadata", "delete", "--help").succeeds().out())
        .contains("--soft", "--dry-run", "Examples:");
    assertThat(run("--version").succeeds().out()).startsWith("metaxy ");
    assertThat(run("completion").succeeds().out()).contains("complete", "metaxy");
  }

  @Test
  void wrongCommands() {
    run("metadta").fails(2, "metadta", "metadata");
    run().fails(2, "Name a command");
    run("metadata").fails(2, "Name a command");
    run("metadata", "read").fails(2, "--feature");
  }

  @Test
  void noProjectAnywhere() throws Exception {
    Files.delete(folder.resolve("metaxy.toml"));
    run("metadata", "status").fails(1, "metaxy.toml");
  }
}
