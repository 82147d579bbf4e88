package io.metaxy;

import io.metaxy.spi.StoreEngine;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.ServiceLoader;

/**
 * Where a program starts: {@link #project} reads a {@code metaxy.toml}, {@link #store} needs none.
 */
public final class Metaxy {
  private Metaxy() {}

  /**
   * The project whose {@code metaxy.toml} the variable {@code METAXY_CONFIG} names, or else is in
   * the working directory or above it.
   */
  public static Project project() {
    return project(Path.of(""));
  }

  /** The same, looked for from {@code directory}. */
  public static Project project(Path directory) {
    return engine().project(directory.toAbsolutePath());
  }

  /** Starts to open a store of the backend {@code backend}. */
  public static StoreBuilder store(String backend) {
    return new StoreBuilder(engine(), backend);
  }

  private static StoreEngine engine() {
    Iterator<StoreEngine> engines = ServiceLoader.load(StoreEngine.class).iterator();
    if (!engines.hasNext()) {
      throw new MetaxyException(
          ErrorCode.UNKNOWN_BACKEND,
          "metaxy-core is not on the class path.",
          "Add a backend module such as metaxy-sqlite, which brings it along.");
    }
    return engines.next();
  }
}
