package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
