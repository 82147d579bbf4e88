package io.metaxy.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output, which remembers why it could not be written; a print stream alone forgets. */
final class Results extends PrintStream {
  private final Watched watched;

  Results(OutputStream out) {
    this(new Watched(out));
  }

  private Results(Watched watched) {
    super(watched, false, StandardCharsets.UTF_8);
    this.watched = watched;
  }

  /**
   * Why results are missing; empty if all went out, or to a reader that closed a pipe on purpose.
   */
  Optional<String> failure() {
    if (!checkError()) {
      return Optional.empty();
    }
    String reason = watched.reason == null ? "the stream is closed" : watched.reason;
    return reason.contains("Broken pipe") ? Optional.empty() : Optional.of(reason);
  }

  /** Remembers the first failure. */
  private static final class Watched extends FilterOutputStream {
    private @Nullable String reason;

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        if (reason == null) {
          reason = String.valueOf(e.getMessage());
        }
        throw e;
      }
    }
  }
}
