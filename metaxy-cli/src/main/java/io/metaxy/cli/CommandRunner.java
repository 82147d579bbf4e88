package io.metaxy.cli;

import io.metaxy.MetaxyException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;

/**
 * Runs commands. Exit code 0: done; 1: failed; 2: called in a wrong way. Results go to standard
 * output, all else to standard error.
 */
final class CommandRunner {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  /** The library refuses to print help in less. */
  private static final int LEAST_WIDTH = 55;

  private final Console console;

  CommandRunner(Console console) {
    this.console = console;
  }

  int run(String... args) {
    Session session = new Session(console);
    CommandLine command =
        new CommandTree(new CommandFactory(session))
            .of(List.of(args))
            .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(console.colours() ? Ansi.ON : Ansi.OFF))
            .setUsageHelpWidth(Math.max(LEAST_WIDTH, Math.min(console.width(), 100)))
            .setAbbreviatedOptionsAllowed(false)
            .setOverwrittenOptionsAllowed(false)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExitCodeExceptionMapper(new Failures());
    command.setExecutionExceptionHandler(new Failures());
    command.setParameterExceptionHandler(new WrongCalls());
    int code = command.execute(args);
    console.out().flush();
    Optional<String> failure = console.out().failure();
    failure.ifPresent(reason -> console.err().println(unwritten(reason)));
    return failure.isPresent() && code == 0 ? FAILED : code;
  }

  private static String unwritten(String reason) {
    return "metaxy: the results cannot be written ("
        + reason
        + "). Make room, or send them elsewhere; a change that the command made stays made.";
  }

  /** No lambdas: those over the library's types would keep them out of the archive of classes. */
  private final class Failures implements IExitCodeExceptionMapper, IExecutionExceptionHandler {
    @Override
    public int getExitCode(Throwable e) {
      return exitCode(e);
    }

    @Override
    public int handleExecutionException(
        Exception e, CommandLine failed, CommandLine.ParseResult parsed) {
      report(console, e);
      return exitCode(e);
    }
  }

  private static int exitCode(Throwable e) {
    return e instanceof WrongUse || e instanceof CommandLine.ParameterException
        ? WRONG_USE
        : FAILED;
  }

  private static void report(Console console, Exception e) {
    console.out().flush();
    console.err().println("metaxy: " + message(e));
    if (console.environment().containsKey("METAXY_DEBUG")) {
      e.printStackTrace(console.err());
    }
  }

  private static String message(Exception e) {
    if (e instanceof MetaxyException || e instanceof WrongUse) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof UnsupportedOperationException) {
      return String.valueOf(e.getMessage());
    }
    return "an error that should not happen: "
        + e
        + ". Run it again with METAXY_DEBUG=1 and report what it prints.";
  }
}
