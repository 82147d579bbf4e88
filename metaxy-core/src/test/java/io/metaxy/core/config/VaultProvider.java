package io.metaxy.core.config;

import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.List;

/** Names a backend whose options are secret although their names do not say so. */
public final class VaultProvider implements BackendProvider {
  @Override
  public String name() {
    return "vault";
  }

  @Override
  public List<String> aliases() {
    return List.of("metaxy.ext.vault.VaultMetadataStore");
  }

  @Override
  public List<ConfigOption> options() {
    return List.of(
        ConfigOption.of("door", ConfigOption.Type.SECRET, "The combination."),
        ConfigOption.of("floor", ConfigOption.Type.INTEGER, "Which one."));
  }

  @Override
  public Backend open(BackendConfig config) {
    throw new UnsupportedOperationException("it stays closed");
  }
}
