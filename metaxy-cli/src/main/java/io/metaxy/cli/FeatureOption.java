package io.metaxy.cli;

import io.metaxy.FeatureKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The one feature that a command is about. */
final class FeatureOption {
  @Parameters(arity = "0..1", paramLabel = "KEY", description = "The feature.")
  private @Nullable String key;

  @Option(
      names = {"--feature", "--features"},
      paramLabel = "KEY",
      description = "The feature, named so.")
  private @Nullable String feature;

  /** The key that is given. */
  FeatureKey key() {
    String named = key != null ? key : feature;
    if (named == null || (key != null && feature != null)) {
      throw new WrongUse("Name one feature, as KEY or --feature KEY.");
    }
    return FeatureKey.of(named);
  }
}
