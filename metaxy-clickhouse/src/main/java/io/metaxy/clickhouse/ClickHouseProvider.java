package io.metaxy.clickhouse;

import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.List;

/**
 * The backend {@code clickhouse}: tables of one database of a ClickHouse server, which the Python
 * library uses too. It keeps every rule, for several processes at once.
 */
public final class ClickHouseProvider implements BackendProvider {

  /** For {@link java.util.ServiceLoader}. */
  public ClickHouseProvider() {}

  @Override
  public String name() {
    return "clickhouse";
  }

  @Override
  public List<String> aliases() {
    return List.of("metaxy.ext.clickhouse.ClickHouseMetadataStore");
  }

  @Override
  public List<ConfigOption> options() {
    return Options.ALL;
  }

  @Override
  public Backend open(BackendConfig config) {
    return Opening.open(config);
  }
}
