package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.store.DropReceipt;
import io.metaxy.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "drop",
    description = "Remove features from the store, tables and all.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Every row of every version goes, for good. On a terminal it asks first; elsewhere it wants"
          + " --yes.",
      "",
      "Example:",
      "  metaxy metadata drop predictions --yes"
    })
final class DropCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..*", paramLabel = "KEY", description = "Features.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = {"--feature", "--features"},
      paramLabel = "KEY",
      description = "A feature; repeatable.")
  private List<String> more = new ArrayList<>();

  @Option(
      names = {"--yes", "-y"},
      description = "Do not ask; needed where nobody can answer.")
  private boolean yes;

  @Mixin private StoreOption store;

  DropCommand(Session session) {
    this.session = session;
    this.store = new StoreOption();
  }

  @Override
  public Integer call() {
    List<String> named = new ArrayList<>(keys);
    named.addAll(more);
    if (named.isEmpty()) {
      throw new WrongUse("Name a feature, as KEY or --feature KEY.");
    }
    if (!yes && !session.console().terminal()) {
      throw new WrongUse("Dropping removes all rows for good. Confirm with --yes.");
    }
    try (MetadataStore opened = session.open(store.name)) {
      List<FeatureKey> features = Session.known(opened, named);
      if (!yes && !confirmed(opened, features)) {
        session.console().err().println("Nothing was dropped.");
        return 1;
      }
      for (FeatureKey feature : features) {
        DropReceipt receipt = opened.drop(feature);
        say("Dropped", receipt.feature(), receipt.rows());
      }
    }
    return 0;
  }

  private boolean confirmed(MetadataStore opened, List<FeatureKey> features) {
    for (FeatureKey feature : features) {
      say("This drops", feature, opened.status(feature).rowsOfAllVersions());
    }
    Optional<String> answer = session.console().ask().apply("Drop? [y/N] ");
    return answer
        .map(a -> a.strip().toLowerCase(Locale.ROOT))
        .filter(Set.of("y", "yes")::contains)
        .isPresent();
  }

  private void say(String does, FeatureKey feature, long rows) {
    session
        .console()
        .out()
        .println(String.format(Locale.ROOT, "%s %s with %,d rows.", does, feature, rows));
  }
}
