package io.metaxy.cli.input;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Errors of input files. */
final class InputError {
  private InputError() {}

  static MetaxyException of(String problem, String remedy) {
    return of(problem, remedy, null);
  }

  static MetaxyException of(String problem, String remedy, @Nullable Throwable cause) {
    return new MetaxyException(ErrorCode.INVALID_INPUT, problem, remedy, cause);
  }

  /** An error in a line, counted from 1. */
  static MetaxyException at(String name, long line, String problem, String remedy) {
    return of(
        String.format(Locale.ROOT, "%s, line %,d: %s.", name, line, problem),
        remedy + " Nothing was stored.");
  }
}
