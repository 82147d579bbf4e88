package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Stores in a warehouse of a test's folder, with the catalog in SQLite. */
class IcebergHarness extends StoreHarness {

  @Override
  public String backend() {
    return "iceberg";
  }

  @Override
  public Map<String, Object> freshOptions(Path folder) {
    return Map.of("warehouse", folder.resolve("warehouse").toString());
  }

  @Override
  public Optional<Path> file(Map<String, Object> options) {
    return Optional.of(Path.of(String.valueOf(options.get("warehouse")), "catalog.db"));
  }
}
