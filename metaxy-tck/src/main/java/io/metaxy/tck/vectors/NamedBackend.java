package io.metaxy.tck.vectors;

import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import io.metaxy.tck.StoreHarness;
import io.metaxy.tck.reference.MemoryHarness;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.stream.Collectors;

/** Any backend of the class path that keeps its stores in files or folders. */
final class NamedBackend extends StoreHarness {
  private final BackendProvider provider;

  private NamedBackend(BackendProvider provider) {
    this.provider = provider;
  }

  /** The harness of the backend {@code name}. */
  static StoreHarness of(String name) {
    if (name.equals(new MemoryHarness().backend())) {
      return new MemoryHarness();
    }
    ServiceLoader<BackendProvider> providers = ServiceLoader.load(BackendProvider.class);
    return providers.stream()
        .map(Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .map(NamedBackend::new)
        .orElseThrow(
            () ->
                new AssertionError(
                    "no backend on the class path is called '"
                        + name
                        + "', only "
                        + providers.stream()
                            .map(provider -> provider.get().name())
                            .sorted()
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public String backend() {
    return provider.name();
  }

  @Override
  public Map<String, Object> freshOptions(Path folder) {
    Map<String, Object> options = new LinkedHashMap<>();
    for (ConfigOption option : provider.options()) {
      if (option.type() == ConfigOption.Type.PATH && option.defaultValue() == null) {
        options.put(option.name(), folder.resolve(option.name()).toString());
      }
    }
    return options;
  }
}
