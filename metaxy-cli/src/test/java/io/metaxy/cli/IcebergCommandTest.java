package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same commands over a store on Iceberg tables, named as the Python library names it. */
class IcebergCommandTest extends CommandTest {
  @BeforeEach
  void onIceberg() {
    file(
        "metaxy.toml",
        config("warehouse")
            .replace("database =", "warehouse =")
            .replace(
                "type = \"sqlite\"",
                "type = \"metaxy.ext.polars.handlers.iceberg.IcebergMetadataStore\""));
  }

  @Test
  void writesReadsAndDeletes() {
    write("sample_uid,confidence\n1,0.2\n2,0.9\n3,0.5\n").succeeds();
    run("metadata", "delete", "predictions", "--filter", "confidence < 0.3").succeeds();
    run("metadata", "delete", "predictions", "--hard", "--filter", "confidence > 0.8").succeeds();
    String live =
        run(
                "metadata",
                "read",
                "--feature",
                "predictions",
                "--columns",
                "sample_uid",
                "--format",
                "csv")
            .succeeds()
            .out();
    assertThat(live.lines()).containsExactly("sample_uid", "3");
    assertThat(run("metadata", "status").succeeds().out()).contains("predictions");
    assertThat(folder.resolve("warehouse").resolve("catalog.db")).exists();
  }

  @Test
  void maintains() {
    write("sample_uid,confidence\n1,0.2\n2,0.9\n3,0.5\n").succeeds();
    run("metadata", "delete", "predictions", "--filter", "confidence < 0.3").succeeds();
    run("metadata", "delete", "predictions", "--hard", "--filter", "confidence > 0.8").succeeds();
    String[] would = {
      "metadata", "maintain", "--compact", "--safety-age", "0s", "--format", "csv", "--dry-run"
    };
    assertThat(run(would).succeeds().err()).contains("nothing was changed");
    assertThat(predictions(run(would).out())).startsWith("predictions", "2", "1", "2");
    String[] does = Arrays.copyOf(would, would.length - 1);
    assertThat(predictions(run(does).succeeds().out())).startsWith("predictions", "2", "1", "2");
    assertThat(predictions(run(does).succeeds().out()))
        .as("what was compacted is of no use any more, either")
        .startsWith("predictions", "0", "0", "1");
    assertThat(predictions(run(would).succeeds().out()))
        .containsExactly("predictions", "0", "0", "0", "0", "0");
    assertThat(run("metadata", "maintain").succeeds().out()).contains("files_removed");
    assertThat(run("metadata", "status").succeeds().out()).contains("predictions");
    run("metadata", "maintain", "--safety-age", "soon").fails(2, "--safety-age is 'soon'", "12h");
  }

  private static List<String> predictions(String csv) {
    return csv.lines()
        .filter(line -> line.startsWith("predictions,"))
        .findFirst()
        .map(line -> List.of(line.split(",")))
        .orElseThrow();
  }
}
