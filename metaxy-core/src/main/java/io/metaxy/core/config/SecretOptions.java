package io.metaxy.core.config;

import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;

/** The options that a backend declares as secret, if it is on the class path. */
final class SecretOptions {
  private SecretOptions() {}

  /** Their names, of the backend that {@code type} names. */
  static Set<String> of(String type) {
    Set<String> secret = new HashSet<>();
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.name().equals(type) || provider.aliases().contains(type)) {
        for (ConfigOption option : provider.options()) {
          if (option.type() == ConfigOption.Type.SECRET) {
            secret.add(option.name());
          }
        }
      }
    }
    return secret;
  }
}
