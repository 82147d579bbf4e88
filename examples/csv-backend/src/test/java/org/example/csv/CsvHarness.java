package org.example.csv;

import io.metaxy.spi.Capability;
import io.metaxy.tck.StoreHarness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class CsvHarness extends StoreHarness {
  @Override
  public String backend() {
    return "csv";
  }

  @Override
  public Map<String, Object> freshOptions(Path folder) {
    return Map.of("folder", folder.resolve("store").toString());
  }

  @Override
  public Set<Capability> missing() {
    return Set.of(Capability.HARD_DELETE, Capability.DROP);
  }

  @Override
  public Optional<byte[]> ruin(Map<String, Object> options) {
    try {
      Files.writeString(file(options), "cut off in the mid");
      return Optional.of(contents(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return Path.of((String) options.get("folder"), "predictions.csv");
  }
}
