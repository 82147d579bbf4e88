package io.metaxy.cli;

import io.metaxy.store.AccessMode;
import io.metaxy.store.CopyReceipt;
import io.metaxy.store.CopyRequest;
import io.metaxy.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "copy",
    description = "Copy rows of features from one store to another.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Copied is the latest row of each live sample, whichever feature version wrote it; versions"
          + " and",
      "creation times stay. Parents come before what is made from them.",
      "",
      "Examples:",
      "  metaxy metadata copy predictions --from prod --to dev",
      "  metaxy metadata copy --all-features --from prod --to dev --filter \"sample_uid < 100\""
    })
final class CopyCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FeaturesOption features;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "STORE",
      description = "The store to copy from.")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "STORE",
      description = "The store to copy to.")
  private String to = "";

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only rows for which this is true, of each feature; repeatable.")
  private List<String> filters = new ArrayList<>();

  @Option(
      names = {"--current-only", "--no-with-feature-history"},
      description = "Only rows of the current feature version.")
  private boolean currentOnly;

  @Option(
      names = "--with-sample-history",
      description = "Every stored row of a sample but tombstones, not the latest alone.")
  private boolean sampleHistory;

  CopyCommand(Session session) {
    this.session = session;
    this.features = new FeaturesOption();
  }

  @Override
  public Integer call() {
    if (from.equals(to)) {
      throw new WrongUse("--from and --to are both " + from + ". Name two stores.");
    }
    CopyRequest request = CopyRequest.of(features.orAllSaid());
    for (String filter : filters) {
      request = request.globalFilter(filter);
    }
    if (currentOnly) {
      request = request.currentVersionOnly();
    }
    if (sampleHistory) {
      request = request.withSampleHistory();
    }
    try (MetadataStore source = session.project().open(from, AccessMode.READ);
        MetadataStore target = session.open(to)) {
      Filters.check(filters);
      CopyReceipt receipt = target.copy(source, request);
      for (CopyReceipt.Copied copied : receipt.features()) {
        say("Copied %,d rows of %s.", copied.rows(), copied.feature());
      }
      say(
          "Copied %,d features with %,d rows from %s to %s.",
          receipt.features().size(), receipt.rows(), from, to);
    }
    return 0;
  }

  private void say(String text, Object... values) {
    session.console().out().println(String.format(Locale.ROOT, text, values));
  }
}
