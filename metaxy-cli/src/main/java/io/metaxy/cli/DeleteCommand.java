package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.store.DeleteMode;
import io.metaxy.store.DeleteReceipt;
import io.metaxy.store.DeleteRequest;
import io.metaxy.store.MetadataStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = "Delete samples: softly, by a tombstone that hides them, or hard, for good.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Filters are evaluated on the latest row of each sample. On a terminal it asks first; without",
      "a filter it wants --yes elsewhere.",
      "",
      "Examples:",
      "  metaxy metadata delete --feature predictions --filter \"confidence < 0.3\"",
      "  metaxy metadata delete --feature predictions --filter \"created_at < '2024-01-01'\""
          + " --soft=false",
      "  metaxy metadata delete predictions digits/images --hard --dry-run --yes"
    })
final class DeleteCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "0..*", paramLabel = "KEY", description = "Features to delete from.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = {"--feature", "--features"},
      paramLabel = "KEY",
      description = "A feature to delete from; repeatable.")
  private List<String> features = new ArrayList<>();

  @Option(names = "--all-features", description = "Every feature that was written to the store.")
  private boolean allFeatures;

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only samples for which this is true; repeatable, all must be true.")
  private List<String> filters = new ArrayList<>();

  @ArgGroup private @Nullable Mode mode;

  @Option(
      names = "--with-feature-history",
      description = "In every feature version, not the current one alone.")
  private boolean featureHistory;

  @Option(
      names = "--rows",
      description = "With --hard: remove just the rows that match, not whole samples.")
  private boolean rows;

  @Option(names = "--dry-run", description = "Say what would be deleted and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"--yes", "-y"},
      description = "Do not ask; needed for a deletion without a filter where nobody can answer.")
  private boolean yes;

  @Mixin private StoreOption store;

  /** Soft or hard. */
  static final class Mode {
    @Option(
        names = "--soft",
        arity = "0..1",
        fallbackValue = "true",
        paramLabel = "true|false",
        description = "Softly, the default; --soft=false is --hard.")
    private @Nullable Boolean soft;

    @Option(names = "--hard", description = "For good: rows, history and tombstones go.")
    private boolean hard;
  }

  DeleteCommand(Session session) {
    this.session = session;
    this.store = new StoreOption();
  }

  @Override
  public Integer call() {
    checkUse();
    try (MetadataStore opened = session.open(store.name)) {
      Filters.check(filters);
      List<DeleteRequest> requests = new ArrayList<>();
      for (FeatureKey key : keys(opened)) {
        requests.add(request(key));
      }
      if (requests.isEmpty()) {
        session.console().err().println("No feature was written to the store; nothing to delete.");
        return 0;
      }
      boolean ask = session.console().terminal() && !yes;
      if (dryRun || ask || requests.size() > 1) {
        // Also finds what is wrong with a later feature before an earlier one is changed.
        List<DeleteReceipt> plans = requests.stream().map(r -> opened.delete(r.dryRun())).toList();
        if (dryRun) {
          plans.forEach(this::report);
          return 0;
        }
        if (ask && !confirmed(plans)) {
          session.console().err().println("Nothing was deleted.");
          return 1;
        }
      }
      requests.forEach(request -> report(opened.delete(request)));
    }
    return 0;
  }

  private DeleteMode mode() {
    boolean hard = mode != null && (mode.hard || Boolean.FALSE.equals(mode.soft));
    return hard ? DeleteMode.HARD : DeleteMode.SOFT;
  }

  private void checkUse() {
    if (keys.isEmpty() && features.isEmpty() && !allFeatures) {
      throw new WrongUse("Name a feature (--feature KEY), or say --all-features.");
    }
    if (allFeatures && !(keys.isEmpty() && features.isEmpty())) {
      throw new WrongUse("Name features or say --all-features, not both.");
    }
    if (rows && mode() == DeleteMode.SOFT) {
      throw new WrongUse("--rows goes with --hard; a soft delete keeps all rows.");
    }
    if (filters.isEmpty() && !yes && !dryRun && !session.console().terminal()) {
      throw new WrongUse(
          "Without a filter this deletes every sample of the feature. Add --filter, or --yes if you"
              + " mean it.");
    }
  }

  private Set<FeatureKey> keys(MetadataStore opened) {
    List<String> named = new ArrayList<>(keys);
    named.addAll(features);
    if (!allFeatures) {
      return new LinkedHashSet<>(Session.known(opened, named));
    }
    Set<FeatureKey> written = new LinkedHashSet<>();
    for (FeatureKey key : opened.list()) {
      if (opened.status(key).isWritten()) {
        written.add(key);
      }
    }
    return written;
  }

  private DeleteRequest request(FeatureKey key) {
    DeleteRequest request = DeleteRequest.of(key, mode());
    for (String filter : filters) {
      request = request.where(filter);
    }
    if (filters.isEmpty()) {
      request = request.all();
    }
    if (featureHistory) {
      request = request.withFeatureHistory();
    }
    return rows ? request.rows() : request;
  }

  private boolean confirmed(List<DeleteReceipt> plans) {
    plans.forEach(plan -> session.console().err().println(text(plan)));
    Optional<String> answer = session.console().ask().apply("Delete? [y/N] ");
    return answer
        .map(a -> a.strip().toLowerCase(Locale.ROOT))
        .filter(Set.of("y", "yes")::contains)
        .isPresent();
  }

  private void report(DeleteReceipt receipt) {
    session.console().out().println(text(receipt));
  }

  private static String text(DeleteReceipt receipt) {
    boolean soft = receipt.mode() == DeleteMode.SOFT;
    String verb =
        receipt.dryRun()
            ? (soft ? "Would soft delete" : "Would hard delete")
            : soft ? "Soft deleted" : "Hard deleted";
    return String.format(
        Locale.ROOT,
        "%s %,d samples of %s (%,d rows %s)%s.",
        verb,
        receipt.samples(),
        receipt.feature(),
        receipt.rows(),
        soft ? "appended" : "removed",
        receipt.filter() == null ? "" : " where " + receipt.filter());
  }
}
