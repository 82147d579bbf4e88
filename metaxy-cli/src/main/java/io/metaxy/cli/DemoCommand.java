package io.metaxy.cli;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "demo",
    description = "Make a small store from real predictions, delete from it, and look at it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The data are what two models made of 1,797 handwritten digits. All of it stays in the folder",
      "to play with."
    })
final class DemoCommand implements Callable<Integer> {
  private static final List<String> FILES =
      List.of(
          "metaxy.toml",
          "features.toml",
          "digits-images.csv",
          "digits-predictions-v1.csv",
          "digits-predictions-v2.csv");

  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder, made if need be; without it, this one.")
  private Path directory = Path.of(".");

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Path folder = session.console().directory().resolve(directory).normalize();
    copyTo(folder);
    say("# The predictions of two models for the same 1,797 digits.");
    run(folder, "metadata", "write", "--feature", "digits/images", "--from", "digits-images.csv");
    run(
        folder,
        "metadata",
        "write",
        "--feature",
        "predictions",
        "--from",
        "digits-predictions-v1.csv");
    run(
        folder,
        "metadata",
        "write",
        "--feature",
        "predictions",
        "--from",
        "digits-predictions-v2.csv");
    run(
        folder,
        "metadata",
        "read",
        "--feature",
        "predictions",
        "--filter",
        "model_version = 'v1' AND confidence < 0.3",
        "--limit",
        "5");
    say("# Soft: hidden by a tombstone, history stays.");
    run(folder, "metadata", "delete", "--feature", "predictions", "--filter", "confidence < 0.3");
    run(folder, "metadata", "status");
    say("# Hard: gone for good, with history and tombstones.");
    run(
        folder,
        "metadata",
        "delete",
        "--feature",
        "predictions",
        "--filter",
        "created_at < '2024-01-01'",
        "--soft=false");
    say("# What is active, what is deleted, what the history holds.");
    run(folder, "metadata", "read", "--feature", "predictions", "--limit", "3");
    run(folder, "metadata", "read", "--feature", "predictions", "--only-deleted", "--limit", "3");
    run(
        folder,
        "metadata",
        "read",
        "--feature",
        "predictions",
        "--filter",
        "model_version = 'v1'",
        "--include-deleted",
        "--with-sample-history",
        "--limit",
        "3");
    run(folder, "metadata", "status");
    say("# The store is " + folder.resolve("metaxy.db") + ". Try the commands again there.");
    return 0;
  }

  private void copyTo(Path folder) {
    try {
      Files.createDirectories(folder);
      for (String file : FILES) {
        if (Files.exists(folder.resolve(file))) {
          throw taken(file, folder);
        }
      }
      if (Files.exists(folder.resolve("metaxy.db"))) {
        throw taken("metaxy.db", folder);
      }
      for (String file : FILES) {
        try (InputStream resource = DemoCommand.class.getResourceAsStream("demo/" + file)) {
          Files.copy(Objects.requireNonNull(resource), folder.resolve(file));
        }
      }
    } catch (IOException e) {
      throw new MetaxyException(
          ErrorCode.INVALID_INPUT,
          "The demo's files cannot be written to " + folder + ".",
          "Name a folder that you may write to.",
          e);
    }
  }

  private static MetaxyException taken(String file, Path folder) {
    return new MetaxyException(
        ErrorCode.INVALID_INPUT,
        folder + " has a " + file + " already.",
        "Run the demo in an empty folder, such as `metaxy demo my-demo`; nothing was changed.");
  }

  private void say(String text) {
    session.console().out().println("\n" + text);
  }

  /** Prints a command as it would be typed and runs it, as one that nobody needs to confirm. */
  private void run(Path folder, String... args) {
    Console here = session.console();
    StringBuilder typed = new StringBuilder("$ metaxy");
    for (String arg : args) {
      typed.append(' ').append(arg.matches("[\\w./=-]+") ? arg : "\"" + arg + "\"");
    }
    here.out().println("\n" + typed);
    here.out().flush();
    Console inFolder =
        new Console(
            here.in(),
            here.out(),
            here.err(),
            folder,
            Map.of(),
            false,
            question -> Optional.empty());
    if (new CommandRunner(inFolder).run(args) != 0) {
      throw new MetaxyException(
          ErrorCode.ENGINE_FAILURE, "The demo stopped at: " + typed + ".", "See the error above.");
    }
    here.out().flush();
  }
}
