package io.metaxy.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a store. */
final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "NAME",
      description = "The store to use; without it, the project's default store.")
  @Nullable String name;
}
