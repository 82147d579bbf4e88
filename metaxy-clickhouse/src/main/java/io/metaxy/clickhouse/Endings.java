package io.metaxy.clickhouse;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What is left to do when an operation has taken effect, while its caller goes on. */
final class Endings implements AutoCloseable {
  private final Set<CompletableFuture<Void>> running = ConcurrentHashMap.newKeySet();

  void start(Runnable ending) {
    CompletableFuture<Void> started = CompletableFuture.runAsync(ending);
    running.add(started);
    started.whenComplete((done, failure) -> running.remove(started));
  }

  /** Waits for all that was started; who comes next would wait for a lease instead. */
  @Override
  public void close() {
    running.forEach(ending -> ending.exceptionally(failure -> null).join());
  }
}
