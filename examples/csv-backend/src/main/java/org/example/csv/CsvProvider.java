package org.example.csv;

import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.List;

/** The backend {@code csv}: a folder of CSV files, one per table. */
public final class CsvProvider implements BackendProvider {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public List<ConfigOption> options() {
    return List.of(ConfigOption.of("folder", ConfigOption.Type.PATH, "Where the files are."));
  }

  @Override
  public Backend open(BackendConfig config) {
    return new CsvBackend(config.requiredPath("folder"));
  }
}
