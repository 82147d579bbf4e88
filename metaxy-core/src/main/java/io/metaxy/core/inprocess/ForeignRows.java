package io.metaxy.core.inprocess;

import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import org.jspecify.annotations.Nullable;

/** Rows of the caller, whose failures are the caller's and not the backend's. */
record ForeignRows(RowCursor rows) implements RowCursor {

  @Override
  public Schema schema() {
    return rows.schema();
  }

  @Override
  public boolean next() {
    try {
      return rows.next();
    } catch (RuntimeException e) {
      throw new Failure(e);
    }
  }

  @Override
  public @Nullable Object value(int column) {
    try {
      return rows.value(column);
    } catch (RuntimeException e) {
      throw new Failure(e);
    }
  }

  @Override
  public void close() {
    rows.close();
  }

  /** Carries a failure through the backend unchanged. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException failure;

    Failure(RuntimeException failure) {
      super(failure);
      this.failure = failure;
    }

    RuntimeException failure() {
      return failure;
    }
  }
}
