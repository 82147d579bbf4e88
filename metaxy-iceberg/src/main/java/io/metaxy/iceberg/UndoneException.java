package io.metaxy.iceberg;

import org.apache.iceberg.exceptions.CleanableFailure;

/** Nothing came of a commit for sure; Iceberg removes what it wrote, and does not try again. */
final class UndoneException extends RuntimeException implements CleanableFailure {
  private static final long serialVersionUID = 1L;

  private final RuntimeException reason;

  UndoneException(RuntimeException reason) {
    super(reason);
    this.reason = reason;
  }

  RuntimeException reason() {
    return reason;
  }
}
