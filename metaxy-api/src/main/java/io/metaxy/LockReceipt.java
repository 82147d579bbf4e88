package io.metaxy;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What locking did.
 *
 * @param file the lock file
 * @param changes what is different from the lock file before, sorted by project and key; if nothing
 *     is, an existing file was left as it is
 * @param unchanged how many features it locks as before
 */
public record LockReceipt(Path file, List<LockChange> changes, int unchanged) {
  public LockReceipt {
    changes = List.copyOf(changes);
  }

  /**
   * A feature that is locked otherwise than before.
   *
   * @param project its project
   * @param feature its key
   * @param oldVersion its feature version before; null if it was not locked
   * @param newVersion its feature version now; null if it is not locked any more. The same as
   *     before if only what is no part of it has changed, such as the description
   */
  public record LockChange(
      String project, String feature, @Nullable String oldVersion, @Nullable String newVersion) {}
}
