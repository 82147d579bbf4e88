package io.metaxy.core.store;

import io.metaxy.core.inprocess.FragileBackend;
import io.metaxy.schema.Schema;
import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens a {@link FragileBackend} without tables and remembers it by the store's name. */
public final class FragileProvider implements BackendProvider {
  static final Map<String, FragileBackend> OPENED = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "fragile";
  }

  @Override
  public List<ConfigOption> options() {
    return List.of(ConfigOption.of("close", ConfigOption.Type.TEXT, "WORKS or FAILS."));
  }

  @Override
  public Backend open(BackendConfig config) {
    FragileBackend backend =
        new FragileBackend(
            null,
            Schema.of(List.of()),
            FragileBackend.Close.valueOf(config.text("close").orElseThrow()));
    OPENED.put(config.store(), backend);
    return backend;
  }
}
