package io.metaxy.cli;

import io.metaxy.LockReceipt;
import io.metaxy.LockReceipt.LockChange;
import io.metaxy.Project;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "lock",
    description =
        "Write metaxy.lock: the features of other projects that this project's are made from, as"
            + " they were pushed to the store last.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The Python library reads the file and writes it in the same form. extra_features in metaxy.toml",
      "names more features to lock. + was added, - removed, ~ changed."
    })
final class LockCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; without it, the project's metaxy.lock.")
  private @Nullable String output;

  @Mixin private StoreOption store;

  LockCommand(Session session) {
    this.session = session;
    this.store = new StoreOption();
  }

  @Override
  public Integer call() {
    Project project = session.project();
    Path file = output == null ? project.lockFile() : session.console().directory().resolve(output);
    LockReceipt receipt =
        project.lock(store.name == null ? project.defaultStore() : store.name, file);
    PrintStream out = session.console().out();
    receipt.changes().forEach(change -> out.println(line(change)));
    long locked =
        receipt.unchanged()
            + receipt.changes().stream().filter(change -> change.newVersion() != null).count();
    String name = String.valueOf(file.getFileName());
    out.println(
        receipt.changes().isEmpty()
            ? name + " is up to date: " + features(locked) + "."
            : "Wrote " + name + ": " + features(locked) + ".");
    return 0;
  }

  private static String features(long count) {
    return count == 1 ? "1 feature" : count + " features";
  }

  private static String line(LockChange change) {
    String what = change.feature() + " (" + change.project() + ") ";
    String before = change.oldVersion();
    String after = change.newVersion();
    if (before == null) {
      return "+ " + what + after;
    }
    if (after == null) {
      return "- " + what + before;
    }
    return "~ "
        + what
        + (before.equals(after) ? before + ", the same version" : before + " → " + after);
  }
}
