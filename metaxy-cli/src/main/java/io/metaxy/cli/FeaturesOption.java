package io.metaxy.cli;

import io.metaxy.FeatureKey;
import io.metaxy.store.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The features that a command is about. */
final class FeaturesOption {
  @Parameters(arity = "0..*", paramLabel = "KEY", description = "Features.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = {"--feature", "--features"},
      paramLabel = "KEY",
      description = "A feature; repeatable.")
  private List<String> features = new ArrayList<>();

  @Option(names = "--all-features", description = "Every feature that is known.")
  private boolean all;

  private List<String> named() {
    List<String> named = new ArrayList<>(keys);
    named.addAll(features);
    if (all && !named.isEmpty()) {
      throw new WrongUse("Both features and --all-features are named. Leave one out.");
    }
    return named;
  }

  /** The features that are named; all if none is. */
  List<FeatureKey> orAll(MetadataStore store) {
    List<String> named = named();
    return named.isEmpty() ? store.list() : Session.known(store, named);
  }

  /** The features that are named; none if all are meant, which must be said. */
  List<FeatureKey> orAllSaid() {
    List<String> named = named();
    if (named.isEmpty() && !all) {
      throw new WrongUse("No feature is named. Name some, or say --all-features.");
    }
    return named.stream().map(FeatureKey::of).distinct().toList();
  }
}
