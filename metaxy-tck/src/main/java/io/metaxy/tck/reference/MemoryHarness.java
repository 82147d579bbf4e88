package io.metaxy.tck.reference;

import io.metaxy.spi.Capability;
import io.metaxy.tck.StoreHarness;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Stores in memory, each named after its test's folder. */
public final class MemoryHarness extends StoreHarness {

  /** A harness of the backend {@code memory}. */
  public MemoryHarness() {}

  @Override
  public String backend() {
    return "memory";
  }

  @Override
  public Map<String, Object> freshOptions(Path folder) {
    return Map.of("name", folder.toString());
  }

  @Override
  public Set<Capability> missing() {
    return Set.of(Capability.DURABLE, Capability.MULTI_PROCESS);
  }
}
