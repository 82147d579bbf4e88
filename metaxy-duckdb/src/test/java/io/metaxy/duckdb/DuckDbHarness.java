package io.metaxy.duckdb;

import io.metaxy.spi.Capability;
import io.metaxy.tck.StoreHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
  public Optional<byte[]> ruin(Map<String, Object> options) {
    byte[] text = "This is no database.\n".repeat(500).getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(file(options), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(text);
  }

  @Override
  public byte[] contents(Map<String, Object> options) {
    try {
      return Files.readAllBytes(file(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Map<String, Object> options) {
    return Path.of(String.valueOf(options.get("database")));
  }
}
