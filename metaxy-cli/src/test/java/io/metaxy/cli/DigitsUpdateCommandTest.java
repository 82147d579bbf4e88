package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What must be computed anew of predictions when images of digits change or go. */
class DigitsUpdateCommandTest extends CommandTest {
  static final String DIGITS =
      """
      [features."digits/images"]
      id_columns = ["sample_uid"]
      fields = ["pixels"]

      [features.predictions]
      id_columns = ["sample_uid"]
      fields = [{ key = "default", code_version = "1" }]
      deps = ["digits/images"]
      """;

  @BeforeEach
  void images() {
    file("features.toml", DIGITS);
    file("images.csv", resource("demo/digits-images.csv"));
    run("metadata", "write", "--feature", "digits/images", "--from", "images.csv").succeeds();
  }

  static String resource(String name) {
    try (InputStream in = DigitsUpdateCommandTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Computes what is new or stale: here, nothing but the image's own columns. */
  private void compute(String kind) {
    Result rows =
        run("metadata", "resolve", "predictions", "--only", kind, "--format", "json").succeeds();
    file(kind + ".jsonl", rows.out());
    run("metadata", "write", "--feature", "predictions", "--from", kind + ".jsonl").succeeds();
  }

  private List<String> changes() {
    return run("metadata", "resolve", "predictions", "--format", "csv")
        .succeeds()
        .out()
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',', line.indexOf(',') + 1)))
        .sorted()
        .toList();
  }

  private static List<String> each(String change, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> change + "," + i).sorted().toList();
  }

  private String status() {
    return run("metadata", "status", "predictions", "--format", "json").succeeds().out();
  }

  @Test
  void changedImagesAreStaleAndDeletedOnesOrphaned() {
    assertThat(status()).contains("\"status\":\"missing\"", "\"missing\":1797");
    compute("new");
    assertThat(changes()).isEmpty();
    assertThat(status()).contains("\"status\":\"up_to_date\"", "\"stale\":0");

    List<String> changed = new ArrayList<>();
    List<String> all = resource("demo/digits-images.csv").lines().toList();
    changed.add(all.get(0));
    all.stream().skip(1).limit(100).map(line -> line + "ff").forEach(changed::add);
    file("changed.csv", String.join("\n", changed) + "\n");
    run("metadata", "write", "--feature", "digits/images", "--from", "changed.csv").succeeds();
    assertThat(changes()).isEqualTo(each("stale", 0, 100));
    assertThat(status()).contains("\"status\":\"needs_update\"", "\"missing\":0,\"stale\":100");
    assertThat(run("metadata", "status", "predictions", "--assert-in-sync").code()).isEqualTo(1);
    compute("stale");
    assertThat(changes()).isEmpty();

    run("metadata", "delete", "digits/images", "--filter", "sample_uid >= 100 AND sample_uid < 150")
        .succeeds();
    assertThat(changes()).isEqualTo(each("orphaned", 100, 150));
    assertThat(status()).contains("\"orphaned\":50");
    run("metadata", "delete", "predictions", "--filter", "sample_uid >= 100 AND sample_uid < 150")
        .succeeds();
    run("metadata", "status", "--assert-in-sync").succeeds();
  }

  @Test
  void statusSaysMoreWhenAsked() {
    String verbose = run("metadata", "status", "predictions", "--verbose").succeeds().out();
    assertThat(verbose).contains("progress", "predictions: missing", "pixels_sha256");
    assertThat(run("metadata", "status", "--filter", "sample_uid < 10", "--format", "csv").code())
        .isZero();
    assertThat(
            run(
                    "metadata",
                    "resolve",
                    "predictions",
                    "--global-filter",
                    "sample_uid < 3",
                    "--format",
                    "csv")
                .succeeds()
                .out()
                .lines()
                .count())
        .isEqualTo(4);
    compute("new");
    assertThat(
            run(
                    "metadata",
                    "resolve",
                    "predictions",
                    "--stale-if",
                    "label = 3",
                    "--only",
                    "stale",
                    "--format",
                    "csv")
                .succeeds()
                .out())
        .contains("metaxy_provenance_by_field");
    run("metadata", "resolve").fails(2, "Name one feature");
    run("metadata", "resolve", "digits/images").fails(1, "no parents");
  }
}
