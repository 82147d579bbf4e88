package io.metaxy.clickhouse;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads of a store, which wait for the server. Those that all of a JVM share would not do: an
 * application may keep them busy for as long as it likes, while others wait for this writer. They
 * end by themselves when there is nothing to do, and keep no JVM alive.
 */
final class Threads {
  private static final long IDLE_SECONDS = 5;

  private final Executor executor =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          named("statement"));

  static ThreadFactory named(String work) {
    return task -> {
      Thread thread = new Thread(task, "metaxy-clickhouse-" + work);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Starts a statement while others run. */
  <T> Meanwhile<T> start(Supplier<T> work) {
    return new Meanwhile<>(CompletableFuture.supplyAsync(work, executor));
  }

  /** Starts what nobody waits for, or only who closes the store. */
  CompletableFuture<Void> run(Runnable work) {
    return CompletableFuture.runAsync(work, executor);
  }
}
