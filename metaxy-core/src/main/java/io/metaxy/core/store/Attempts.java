package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.plan.RelationalTransaction;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An operation in a transaction, done again from its start where it turns out that another writer
 * came first (rule T2): what was read may be otherwise now.
 */
final class Attempts {
  /** So often an operation is tried; then it is {@code BUSY}, which says to try again. */
  static final int MANY = 20;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Attempts() {}

  /**
   * Works and commits.
   *
   * @param most how often, at most; once for what cannot be done again
   * @throws MetaxyException {@code BUSY} if others came first each time, or if the transaction
   *     could not begin, which has waited already
   */
  static <T> T untilCommitted(
      int most, Supplier<RelationalTransaction> begin, Function<RelationalTransaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      RelationalTransaction transaction = begin.get();
      try (transaction) {
        T result = work.apply(transaction);
        transaction.commit();
        return result;
      } catch (MetaxyException e) {
        if (e.code() != ErrorCode.BUSY || attempt == most) {
          throw e;
        }
      }
      // Not all at the same time again.
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS * attempt));
    }
  }
}
