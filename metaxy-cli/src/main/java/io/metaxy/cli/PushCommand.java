package io.metaxy.cli;

import io.metaxy.store.MetadataStore;
import io.metaxy.store.PushReceipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  private List<String> tags = new ArrayList<>();

  @Mixin private StoreArgument store;

  PushCommand(Session session) {
    this.session = session;
    this.store = new StoreArgument();
  }

  @Override
  public Integer call() {
    Map<String, String> asMap = asMap();
    try (MetadataStore opened = session.open(store.name())) {
      PushReceipt receipt = opened.push(asMap);
      String done = receipt.alreadyPushed() ? "was already pushed" : "pushed";
      session
          .console()
          .out()
          .println(
              "Project " + receipt.project() + " " + receipt.projectVersion() + " " + done + ".");
      if (receipt.alreadyPushed() && receipt.updatedFeatures().isEmpty() && !asMap.isEmpty()) {
        session
            .console()
            .err()
            .println(
                "The tags were not recorded: a version keeps those that it was pushed with first.");
      }
      if (!receipt.updatedFeatures().isEmpty()) {
        session
            .console()
            .out()
            .println("Updated: " + String.join(", ", receipt.updatedFeatures()) + ".");
      }
    }
    return 0;
  }

  private Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (String tag : tags) {
      int equals = tag.indexOf('=');
      if (equals < 1) {
        throw new WrongUse("--tags " + tag + " is no NAME=VALUE.");
      }
      String name = tag.substring(0, equals);
      if (map.put(name, tag.substring(equals + 1)) != null) {
        throw new WrongUse("The tag " + name + " is given twice. Leave one out.");
      }
    }
    return map;
  }
}
