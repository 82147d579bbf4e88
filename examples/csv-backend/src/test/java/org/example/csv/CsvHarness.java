package org.example.csv;

import io.metaxy.spi.Capability;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.util.Map;
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
}
