package io.metaxy.sql;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * The file of an embedded engine's database.
 *
 * @param path where it is, or will be when it is first written
 */
public record DatabaseFile(Path path) {
  /** Whether no write has made the file yet. */
  public boolean isNew() {
    try {
      return !Files.exists(path) || Files.size(path) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether no one may write it: so its owner wants it, whatever a superuser could do. */
  public boolean isReadOnly() {
    if (!Files.exists(path)) {
      return false;
    }
    try {
      return !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_WRITE)
          || !Files.isWritable(path);
    } catch (IOException | UnsupportedOperationException e) {
      return !Files.isWritable(path);
    }
  }

  /**
   * Refuses a folder.
   *
   * @throws MetaxyException {@code UNREACHABLE}
   */
  public void requireNoFolder() {
    if (Files.isDirectory(path)) {
      throw new MetaxyException(
          ErrorCode.UNREACHABLE, path + " is a folder.", "Name a file in it as the database.");
    }
  }

  /**
   * Refuses a file that may only be read.
   *
   * @throws MetaxyException {@code READ_ONLY}
   */
  public void requireWritable() {
    if (isReadOnly()) {
      throw new MetaxyException(
          ErrorCode.READ_ONLY,
          path + " is read-only.",
          "Make the file writable; nothing was changed.");
    }
  }
}
