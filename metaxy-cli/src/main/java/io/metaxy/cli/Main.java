package io.metaxy.cli;

/** The {@code metaxy} command. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name and ends the process with its exit code. */
  public static void main(String[] args) {
    Console console = Console.system();
    int code = new CommandRunner(console).run(args);
    console.out().flush();
    System.exit(code);
  }
}
