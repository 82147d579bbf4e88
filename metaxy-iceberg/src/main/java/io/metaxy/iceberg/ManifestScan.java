package io.metaxy.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The files of a snapshot from its manifests, one after the other. Iceberg's own scan reads them
 * side by side and looks for the next file every ten milliseconds, which is longer than it takes to
 * read some from a disk.
 */
final class ManifestScan {
  private static final int MOST = 100;

  private static final List<String> COLUMNS =
      List.of("file_path", "file_format", "file_size_in_bytes", "record_count", "partition");

  private final Table table;
  private final List<ManifestFile> manifests;

  private ManifestScan(Table table, List<ManifestFile> manifests) {
    this.table = table;
    this.manifests = manifests;
  }

  /** A scan; empty where Iceberg's own is better: far away, of much, or with delete files. */
  static Optional<ManifestScan> of(Table table, Snapshot snapshot) {
    if (!LocalFileIO.isLocal(table.location())
        || !snapshot.deleteManifests(table.io()).isEmpty()
        || snapshot.dataManifests(table.io()).size() > MOST) {
      return Optional.empty();
    }
    return Optional.of(
        new ManifestScan(
            table,
            snapshot.dataManifests(table.io()).stream()
                .filter(m -> m.hasAddedFiles() || m.hasExistingFiles())
                .toList()));
  }

  /** The files that may hold rows for which {@code filter} is true, with some statistics. */
  List<DataFile> files(Expression filter, List<String> statistics) throws IOException {
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.addAll(statistics);
    List<DataFile> files = new ArrayList<>();
    for (ManifestFile manifest : manifests) {
      try (CloseableIterable<DataFile> some =
          ManifestFiles.read(manifest, table.io(), table.specs())
              .select(columns)
              .filterRows(filter)) {
        some.forEach(files::add);
      }
    }
    return files;
  }
}
