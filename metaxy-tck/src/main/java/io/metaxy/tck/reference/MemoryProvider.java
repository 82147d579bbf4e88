package io.metaxy.tck.reference;

import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The backend {@code memory}: stores that are known by a name within one process and end with it.
 */
public final class MemoryProvider implements BackendProvider {
  private static final String NAME = "name";
  private static final Map<String, MemoryTables> STORES = new ConcurrentHashMap<>();

  /** For {@link java.util.ServiceLoader}. */
  public MemoryProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<ConfigOption> options() {
    return List.of(
        ConfigOption.of(
            NAME,
            ConfigOption.Type.TEXT,
            "Which store; stores of one name share their tables. Without it, one of its own."));
  }

  @Override
  public Backend open(BackendConfig config) {
    return new MemoryBackend(
        config
            .text(NAME)
            .map(name -> STORES.computeIfAbsent(name, n -> new MemoryTables()))
            .orElseGet(MemoryTables::new));
  }
}
