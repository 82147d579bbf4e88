package io.metaxy.tck;

import io.metaxy.spi.BackendProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/**
 * Whether the backend can be found at all. If it cannot, the first test says why, and the others
 * are skipped: they could only say the same.
 */
final class BackendOnPath {
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private BackendOnPath() {}

  static void require(StoreHarness harness) {
    List<String> names =
        ServiceLoader.load(BackendProvider.class).stream().map(p -> p.get().name()).toList();
    if (names.contains(harness.backend())) {
      return;
    }
    if (!TOLD.add(harness.backend())) {
      throw new TestAbortedException("no backend is called '" + harness.backend() + "'");
    }
    throw new AssertionError(
        "No backend on the class path is called '"
            + harness.backend()
            + "'; found: "
            + names
            + ". Name the provider's class in META-INF/services/"
            + BackendProvider.class.getName()
            + " of your project's resources. All other tests are skipped until then.");
  }
}
