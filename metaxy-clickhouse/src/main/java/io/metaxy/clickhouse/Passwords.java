package io.metaxy.clickhouse;

import io.metaxy.spi.BackendConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the password comes from. No message has it. */
final class Passwords {
  private Passwords() {}

  /**
   * The password that the options name.
   *
   * @param otherwise the one in the address
   */
  static String of(BackendConfig config, String otherwise) {
    Optional<String> variable = config.text(Options.PASSWORD_ENV);
    if (variable.isPresent()) {
      String value = System.getenv(variable.get());
      if (value == null) {
        throw ServerAddress.invalid(
            config,
            "takes its password from the variable " + variable.get() + ", which is not set",
            "Set it.",
            null);
      }
      return value;
    }
    Optional<String> file = config.text(Options.PASSWORD_FILE);
    return file.isPresent()
        ? firstLine(config, config.directory().resolve(file.get()))
        : config.text(Options.PASSWORD).orElse(otherwise);
  }

  private static String firstLine(BackendConfig config, Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw ServerAddress.invalid(
          config, "takes its password from " + file + ", which cannot be read", "Mend it.", e);
    }
  }
}
