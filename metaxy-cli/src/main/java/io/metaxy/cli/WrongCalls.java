package io.metaxy.cli;

import io.metaxy.spi.NearMiss;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments; a screen of help would push that out of sight. */
final class WrongCalls implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    ParameterException wrong = cause(e);
    PrintWriter err = command.getErr();
    err.println("metaxy: " + wrong.getMessage());
    boolean suggested = suggest(command, wrong, err);
    if (!suggested && !command.getSubcommands().isEmpty()) {
      command.usage(err);
    } else {
      err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static boolean suggest(CommandLine command, ParameterException wrong, PrintWriter err) {
    if (wrong instanceof UnmatchedArgumentException e && e.isUnknownOption()) {
      String option = e.getUnmatched().get(0);
      List<String> names = new ArrayList<>();
      // No lambda over the library's types: it would keep them out of the archive of classes.
      for (CommandLine.Model.OptionSpec known : command.getCommandSpec().options()) {
        for (String name : known.names()) {
          if (name.startsWith("--")) {
            names.add(name);
          }
        }
      }
      err.println(NearMiss.suggestion(option, names));
      return true;
    }
    return UnmatchedArgumentException.printSuggestions(wrong, err);
  }

  /** What is missing is often what was misspelt. */
  private static ParameterException cause(ParameterException e) {
    List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
    return e instanceof MissingParameterException && !unmatched.isEmpty()
        ? new UnmatchedArgumentException(e.getCommandLine(), unmatched)
        : e;
  }
}
