package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands as a shell would, in a folder with a project. */
abstract class CommandTest {
  static final String FEATURES =
      """
      [features.predictions]
      id_columns = ["sample_uid"]
      fields = ["default"]
      """;

  @TempDir Path folder;

  private Map<String, String> environment = Map.of();
  private boolean terminal;
  private String answer = "";
  private String input = "";

  /** What a command printed and how it ended. */
  record Result(int code, String out, String err) {
    Result succeeds() {
      assertThat(code).as(out + err).isZero();
      return this;
    }

    /** Failed with a message that has all {@code parts}, and printed no result. */
    Result fails(int expected, String... parts) {
      assertThat(code).as(out + err).isEqualTo(expected);
      assertThat(err).contains(parts).doesNotContain("should not happen");
      assertThat(out).isEmpty();
      return this;
    }
  }

  @BeforeEach
  void project() {
    file("metaxy.toml", config("metaxy.db"));
    file("features.toml", FEATURES);
  }

  static String config(String database) {
    return "project = \"test\"\n[stores.dev]\ntype = \"sqlite\"\n[stores.dev.config]\ndatabase = \""
        + database
        + "\"\n";
  }

  Path file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Path file(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on a person looks, and answers {@code line}. */
  void personAnswers(String line) {
    terminal = true;
    answer = line;
  }

  void environment(String name, String value) {
    environment = Map.of(name, value);
  }

  void standardInput(String text) {
    input = text;
  }

  Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new Results(out),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            folder,
            environment,
            terminal,
            question -> {
              err.writeBytes(question.getBytes(StandardCharsets.UTF_8));
              return Optional.of(answer);
            });
    int code = new CommandRunner(console).run(args);
    console.out().flush();
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Result write(String csv) {
    file("rows.csv", csv);
    return run("metadata", "write", "--feature", "predictions", "--from", "rows.csv");
  }

  String csvOf(String... more) {
    String[] args = new String[4 + more.length + 2];
    System.arraycopy(new String[] {"metadata", "read", "--feature", "predictions"}, 0, args, 0, 4);
    System.arraycopy(more, 0, args, 4, more.length);
    args[args.length - 2] = "--format";
    args[args.length - 1] = "csv";
    return run(args).succeeds().out();
  }
}
