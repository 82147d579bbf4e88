package io.metaxy.cli;

import io.metaxy.store.MetadataStore;
import io.metaxy.store.RebaseReceipt;
import io.metaxy.store.RebaseRequest;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rebase",
    description =
        "Take samples of an old feature version over to another, with the provenance that they have"
            + " there.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "For changes of a feature that leave its results right. `metaxy history` lists versions.",
      "",
      "Example:",
      "  metaxy metadata rebase predictions --from 9bcea7fa --dry-run"
    })
final class RebaseCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FeatureOption feature;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "VERSION",
      description = "The feature version whose samples are taken.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "A feature version that was pushed; without it, the current one.")
  private @Nullable String to;

  @Option(names = "--dry-run", description = "Say how many samples, and change nothing.")
  private boolean dryRun;

  @Mixin private StoreOption store;

  RebaseCommand(Session session) {
    this.session = session;
    this.feature = new FeatureOption();
    this.store = new StoreOption();
  }

  @Override
  public Integer call() {
    RebaseRequest request = RebaseRequest.of(feature.key(), from);
    if (to != null) {
      request = request.to(to);
    }
    if (dryRun) {
      request = request.dryRun();
    }
    try (MetadataStore opened = session.open(store.name)) {
      RebaseReceipt receipt = opened.rebase(request);
      session
          .console()
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s %,d samples of %s from version %s to %s.",
                  dryRun ? "Would rebase" : "Rebased",
                  receipt.rows(),
                  receipt.feature(),
                  receipt.fromVersion(),
                  receipt.toVersion()));
    }
    return 0;
  }
}
