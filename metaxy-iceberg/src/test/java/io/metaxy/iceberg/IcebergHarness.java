package io.metaxy.iceberg;

import io.metaxy.tck.StoreHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
  public Optional<byte[]> ruin(Map<String, Object> options) {
    byte[] text = "This is no catalog.\n".repeat(500).getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(catalog(options), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(text);
  }

  @Override
  public byte[] contents(Map<String, Object> options) {
    try {
      return Files.readAllBytes(catalog(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path catalog(Map<String, Object> options) {
    return Path.of(String.valueOf(options.get("warehouse")), "catalog.db");
  }
}
