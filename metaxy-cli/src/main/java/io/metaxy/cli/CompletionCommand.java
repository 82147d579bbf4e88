package io.metaxy.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

@Command(
    name = "completion",
    description = "Print a script that completes commands and options in bash and zsh.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example, for this shell:", "  source <(metaxy completion)"})
final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandTree tree = new CommandTree(new CommandFactory(session));
    session.console().out().println(AutoComplete.bash("metaxy", tree.of(List.of())));
    return 0;
  }
}
