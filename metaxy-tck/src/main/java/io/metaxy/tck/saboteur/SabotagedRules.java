package io.metaxy.tck.saboteur;

import io.metaxy.tck.AllRules;
import io.metaxy.tck.StoreHarness;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules, tried on whatever saboteur is at work in this thread. */
final class SabotagedRules extends AllRules {
  private static final ThreadLocal<@Nullable StoreHarness> AT_WORK = new ThreadLocal<>();

  /** Runs {@code tests} with {@code harness}. */
  static void with(StoreHarness harness, Runnable tests) {
    AT_WORK.set(harness);
    try {
      tests.run();
    } finally {
      AT_WORK.remove();
    }
  }

  @Override
  protected StoreHarness harness() {
    return Objects.requireNonNull(AT_WORK.get(), "no saboteur is at work");
  }
}
