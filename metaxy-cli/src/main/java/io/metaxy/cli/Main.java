package io.metaxy.cli;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

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
    AtomicBoolean isDone = new AtomicBoolean();
    AtomicBoolean isAsking = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> sayIfStopped(console, isDone.get(), isAsking.get())));
    int code = new CommandRunner(asking(console, isAsking)).run(args);
    console.out().flush();
    isDone.set(true);
    System.exit(code);
  }

  /** The same console, which tells when it waits for an answer: nothing has begun then. */
  private static Console asking(Console console, AtomicBoolean isAsking) {
    return new Console(
        console.in(),
        console.out(),
        console.err(),
        console.directory(),
        console.environment(),
        console.terminal(),
        question -> {
          isAsking.set(true);
          Optional<String> answer = console.ask().apply(question);
          isAsking.set(false);
          return answer;
        });
  }

  /** Who pressed Ctrl-C wants to know what became of the work (rule W2). */
  private static void sayIfStopped(Console console, boolean isDone, boolean isAsking) {
    if (!isDone) {
      console
          .err()
          .println(
              isAsking
                  ? "metaxy: stopped; nothing was changed."
                  : "metaxy: stopped half-way. A change is stored whole or not at all; metaxy"
                      + " metadata status shows which.");
      console.err().flush();
    }
  }
}
