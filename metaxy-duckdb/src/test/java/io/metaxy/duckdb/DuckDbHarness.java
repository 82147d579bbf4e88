package io.metaxy.duckdb;

import io.metaxy.spi.Capability;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stores in files of a test's folder. */
class DuckDbHarness extends StoreHarness {

  @Override
  public String backend() {
    return "duckdb";
  }

  @Override
  public Map<String, Object> freshOptions(Path folder) {
    return Map.of("database", folder.resolve("metaxy.duckdb").toString());
  }

  @Override
  public Set<Capability> missing() {
    return Set.of(Capability.MULTI_PROCESS);
  }

  @Override
  public Optional<Path> file(Map<String, Object> options) {
    return Optional.of(Path.of(String.valueOf(options.get("database"))));
  }
}
