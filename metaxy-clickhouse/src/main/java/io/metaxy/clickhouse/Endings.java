package io.metaxy.clickhouse;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is left to do when an operation has taken effect, while its caller goes on. */
final class Endings implements AutoCloseable {
  private final Set<CompletableFuture<Void>> running = ConcurrentHashMap.newKeySet();
  private final Threads threads;
  private final Duration patience;

  /**
   * None yet.
   *
   * @param patience how long {@link #close} waits for them at most
   */
  Endings(Threads threads, Duration patience) {
    this.threads = threads;
    this.patience = patience;
  }

  void start(Runnable ending) {
    CompletableFuture<Void> started = threads.run(ending);
    running.add(started);
    started.whenComplete((done, failure) -> running.remove(started));
  }

  /**
   * Waits for all that was started; who comes next would wait for a lease instead. An ending that
   * failed, or takes too long, leaves it at that.
   */
  @Override
  public void close() {
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The lease ends by itself.
    }
  }
}
