package io.metaxy.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A store, by its position or by an option, as in the Python library. */
final class StoreArgument {
  @Parameters(arity = "0..1", paramLabel = "STORE", description = "The store to use.")
  private @Nullable String position;

  @Option(
      names = "--store",
      paramLabel = "NAME",
      description = "The same; without both, the project's default store.")
  private @Nullable String option;

  /** Its name; null means the default store. */
  @Nullable String name() {
    if (position != null && option != null) {
      throw new WrongUse("Name one store, as STORE or --store STORE.");
    }
    return position != null ? position : option;
  }
}
