package io.metaxy.clickhouse;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A statement that runs while others do; each of them waits for the server more than it works.
 *
 * @param <T> what it gives
 */
final class Meanwhile<T> {
  private final CompletableFuture<T> result;

  Meanwhile(CompletableFuture<T> result) {
    this.result = result;
  }

  /** Waits for it; fails as it did. */
  T join() {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Waits for it and does not look at how it ended. */
  void end() {
    result.handle((value, failure) -> "").join();
  }
}
