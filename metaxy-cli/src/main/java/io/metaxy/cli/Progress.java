package io.metaxy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error, once work has taken a second and if a person is looking. */
final class Progress implements LongConsumer, AutoCloseable {
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private final Console console;
  private final long whole;
  private final long start = System.nanoTime();
  private @Nullable ProgressBar bar;

  private Progress(Console console, long whole) {
    this.console = console;
    this.whole = whole;
  }

  /** Progress through the bytes of {@code file}. */
  static Progress of(Console console, Path file) {
    try {
      return new Progress(console, Files.isRegularFile(file) ? Files.size(file) : -1);
    } catch (IOException e) {
      return new Progress(console, -1);
    }
  }

  @Override
  public void accept(long bytes) {
    if (bar != null) {
      bar.stepTo(bytes);
    } else if (console.terminal() && whole > 0 && System.nanoTime() - start > PATIENCE_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("Writing")
              .setInitialMax(whole)
              .setUnit(" MiB", 1 << 20)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(console.err()))
              .build();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
