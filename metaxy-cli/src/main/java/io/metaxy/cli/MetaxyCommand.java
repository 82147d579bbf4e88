package io.metaxy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "metaxy",
    description = "Metadata per sample and processing step: write, read, delete, look.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "The project is the metaxy.toml in this folder or above it, or the file in METAXY_CONFIG.",
      "Start with `metaxy demo` in an empty folder.",
      "METAXY_DEBUG=1 prints the stack trace of an error; NO_COLOR=1 turns colours off.",
      "Exit code: 0 done, 1 failed, 2 wrong use."
    })
final class MetaxyCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
