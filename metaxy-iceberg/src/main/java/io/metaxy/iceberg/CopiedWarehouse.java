package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;

/**
 * A folder of a warehouse that was copied. Its catalog and metadata name the files of the original
 * by their whole paths: changes would be made there, and maintenance of the copy would remove files
 * that the original needs.
 */
final class CopiedWarehouse {
  private CopiedWarehouse() {}

  /**
   * Refuses a table whose metadata is elsewhere while the folder has a file of the same name in the
   * same place.
   *
   * @param warehouse the folder of the warehouse
   * @param table as the catalog names it
   */
  static void refuse(Path warehouse, Table table) {
    String metadata = ((HasTableOperations) table).operations().current().metadataFileLocation();
    if (!LocalFileIO.isLocal(metadata)) {
      return;
    }
    Path folder = warehouse.toAbsolutePath().normalize();
    Path named = LocalFileIO.path(metadata).normalize();
    if (named.startsWith(folder)) {
      return;
    }
    // The name of the table's folder, "metadata" and the file's name, at least.
    for (int from = named.getNameCount() - 3; from > 0; from--) {
      Path twin = folder.resolve(named.subpath(from, named.getNameCount()));
      if (Files.exists(twin) && !isSame(twin, named)) {
        throw new MetaxyException(
            ErrorCode.INVALID_CONFIG,
            "The warehouse " + folder + " is a copy: its catalog names " + named + ".",
            "Open the original, or take rows over by a copy from store to store; nothing was"
                + " changed.");
      }
    }
  }

  private static boolean isSame(Path twin, Path named) {
    try {
      return Files.isSameFile(twin, named);
    } catch (IOException e) {
      return false;
    }
  }
}
