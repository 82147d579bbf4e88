package io.metaxy.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the command knows of where it runs.
 *
 * @param in standard input
 * @param out standard output: results and nothing else
 * @param err standard error: all else
 * @param directory the working directory
 * @param environment the environment
 * @param terminal whether a person is looking and can answer
 * @param ask asks a question and gives the line that was typed
 */
record Console(
    InputStream in,
    Results out,
    PrintStream err,
    Path directory,
    Map<String, String> environment,
    boolean terminal,
    Function<String, Optional<String>> ask) {

  /** The one of this process. */
  static Console system() {
    java.io.Console person = System.console();
    return new Console(
        System.in,
        new Results(new FileOutputStream(FileDescriptor.out)),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Path.of("").toAbsolutePath(),
        System.getenv(),
        person != null,
        question ->
            person == null
                ? Optional.empty()
                : Optional.ofNullable(person.readLine("%s", question)));
  }

  /** Whether colours are wanted (<a href="https://no-color.org">NO_COLOR</a>). */
  boolean colours() {
    return terminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /** How many characters fit in a line; very many if nobody is looking. */
  int width() {
    if (!terminal) {
      return Integer.MAX_VALUE;
    }
    try {
      return Math.max(40, Integer.parseInt(environment.getOrDefault("COLUMNS", "")));
    } catch (NumberFormatException e) {
      return TerminalWidth.ask().orElse(80);
    }
  }
}
