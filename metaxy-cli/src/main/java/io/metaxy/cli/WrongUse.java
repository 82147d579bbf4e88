package io.metaxy.cli;

/** The command was called in a wrong way; the message says what to do. */
final class WrongUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongUse(String message) {
    super(message);
  }
}
