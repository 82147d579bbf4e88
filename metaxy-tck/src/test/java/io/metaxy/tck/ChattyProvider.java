package io.metaxy.tck;

import io.metaxy.spi.Backend;
import io.metaxy.spi.BackendConfig;
import io.metaxy.spi.BackendProvider;
import io.metaxy.spi.ConfigOption;
import io.metaxy.tck.reference.MemoryProvider;
import java.util.List;

/** The backend {@code memory} with a library that prints on the standard output. */
public final class ChattyProvider implements BackendProvider {
  private final BackendProvider memory = new MemoryProvider();

  @Override
  public String name() {
    return "chatty";
  }

  @Override
  public List<ConfigOption> options() {
    return memory.options();
  }

  @Override
  public Backend open(BackendConfig config) {
    System.out.println("chatty: a warning on the standard output");
    return memory.open(config);
  }
}
