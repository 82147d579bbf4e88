package io.metaxy.core.inprocess;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several things, all of them although some fail. */
public final class Closing {
  private Closing() {}

  /** Runs each; throws the first failure at the end, with the others suppressed in it. */
  public static void all(List<? extends Runnable> closes) {
    @Nullable RuntimeException first = null;
    for (Runnable close : closes) {
      try {
        close.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
