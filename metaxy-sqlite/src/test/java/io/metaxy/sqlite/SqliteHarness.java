package io.metaxy.sqlite;

import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Stores in files of a test's folder. */
public final class SqliteHarness extends StoreHarness {

  @Override
  public String backend() {
    return "sqlite";
  }

  @Override
  public Map<String, Object> freshOptions(Path folder) {
    return Map.of("database", folder.resolve("metaxy.db").toString());
  }

  @Override
  public Optional<Path> file(Map<String, Object> options) {
    return Optional.of(Path.of(String.valueOf(options.get("database"))));
  }
}
