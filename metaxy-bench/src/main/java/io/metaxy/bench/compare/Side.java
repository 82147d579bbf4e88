package io.metaxy.bench.compare;

import java.nio.file.Path;
import java.util.Map;

/** One of those that are compared. */
interface Side {

  /**
   * The steps in their order, over a new file or folder; those without a time are called {@code -}.
   */
  Map<String, Step> steps(Path file) throws Exception;

  /** Ends a round. */
  void close() throws Exception;

  /** Work that is timed. */
  interface Step {
    /** How many rows it saw; -1 if it does not know. */
    long run() throws Exception;
  }
}
