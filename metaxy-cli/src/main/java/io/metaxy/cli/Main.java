package io.metaxy.cli;

import java.util.Set;

/** The {@code metaxy} command. */
public final class Main {
  private static final Set<String> NEED_STORES = Set.of("metadata", "demo");

  private Main() {}

  /** Runs the command that {@code args} name and ends the process with its exit code. */
  public static void main(String[] args) {
    if (args.length > 0 && NEED_STORES.contains(args[0])) {
      HeadStart.begin();
    }
    Console console = Console.system();
    int code = new CommandRunner(console).run(args);
    console.out().flush();
    System.exit(code);
  }
}
