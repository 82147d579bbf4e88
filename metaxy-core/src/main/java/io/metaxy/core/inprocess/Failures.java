package io.metaxy.core.inprocess;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a plain backend throws, as rule F1 wants it: it may leave input and output errors as is. */
final class Failures {
  private Failures() {}

  static <T extends @Nullable Object> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (UncheckedIOException | ReadOnlyFileSystemException e) {
      throw translate(e);
    }
  }

  static void translated(Runnable work) {
    translated(
        () -> {
          work.run();
          return null;
        });
  }

  private static MetaxyException translate(RuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof AccessDeniedException || e instanceof ReadOnlyFileSystemException) {
      return new MetaxyException(
          ErrorCode.READ_ONLY,
          "The store's files cannot be read or written (" + cause.getMessage() + ").",
          "Let the present user read and write them.",
          e);
    }
    if (String.valueOf(cause.getMessage()).contains("No space left")) {
      return new MetaxyException(
          ErrorCode.OUT_OF_RESOURCES,
          "No space is left for the store.",
          "Make room and try again; the operation was undone.",
          e);
    }
    return new MetaxyException(
        ErrorCode.ENGINE_FAILURE,
        "The backend failed to read or write: " + cause + ".",
        "Look at the cause; if it stays, ask the backend's author.",
        e);
  }
}
