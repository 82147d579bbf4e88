package io.metaxy.cli;

import io.metaxy.store.MetadataStore;
import io.metaxy.store.PushReceipt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "push",
    description = "Record the project's features in the store, for others to use them from there.",
    mixinStandardHelpOptions = true)
final class PushCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = {"-t", "--tags"},
      paramLabel = "NAME=VALUE",
      description = "What to remember of this push, such as git_commit=3f1c2ab; repeatable.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Mixin private StoreOption store;

  PushCommand(Session session) {
    this.session = session;
    this.store = new StoreOption();
  }

  @Override
  public Integer call() {
    try (MetadataStore opened = session.open(store.name)) {
      PushReceipt receipt = opened.push(tags);
      String done = receipt.alreadyPushed() ? "was already pushed" : "pushed";
      session
          .console()
          .out()
          .println(
              "Project " + receipt.project() + " " + receipt.projectVersion() + " " + done + ".");
      if (!receipt.updatedFeatures().isEmpty()) {
        session
            .console()
            .out()
            .println("Updated: " + String.join(", ", receipt.updatedFeatures()) + ".");
      }
    }
    return 0;
  }
}
