package io.metaxy.iceberg;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.MaintenanceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.HistoryEntry;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Old snapshots of a table, and files that none of the others names. */
final class Cleaning {
  private final Table table;
  private final Instant before;

  /** Of what was replaced, and of files that were written, before a time. */
  Cleaning(Table table, Instant before) {
    this.table = table;
    this.before = before;
  }

  /** What is gone. */
  record Result(long snapshots, List<String> files, long bytes) {
    MaintenanceReport.Table report(String table, Compaction.Result compacted) {
      return new MaintenanceReport.Table(
          table, compacted.before(), compacted.after(), snapshots, files, bytes);
    }
  }

  /** What would go. */
  Result plan() {
    Set<Long> old = replaced();
    return result(old, unnamed(old));
  }

  /** Forgets the snapshots and then removes the files. */
  Result run() {
    Set<Long> old = replaced();
    if (!old.isEmpty()) {
      ExpireSnapshots expire = table.expireSnapshots().cleanExpiredFiles(false);
      old.forEach(expire::expireSnapshotId);
      expire.commit();
      table.refresh();
    }
    List<FileInfo> files = unnamed(old);
    files.forEach(file -> table.io().deleteFile(file.location()));
    return result(old, files);
  }

  private static Result result(Set<Long> snapshots, List<FileInfo> files) {
    return new Result(
        snapshots.size(),
        files.stream().map(FileInfo::location).toList(),
        files.stream().mapToLong(FileInfo::size).sum());
  }

  /** Snapshots that another one replaced before the time, and that no branch or tag keeps. */
  private Set<Long> replaced() {
    Set<Long> old = new HashSet<>();
    List<HistoryEntry> history = table.history();
    for (int i = 0; i + 1 < history.size(); i++) {
      if (history.get(i + 1).timestampMillis() < before.toEpochMilli()) {
        old.add(history.get(i).snapshotId());
      }
    }
    for (SnapshotRef ref : table.refs().values()) {
      old.remove(ref.snapshotId());
    }
    old.removeIf(id -> table.snapshot(id) == null);
    return old;
  }

  private List<FileInfo> unnamed(Set<Long> forgotten) {
    if (!(table.io() instanceof SupportsPrefixOperations listing)) {
      throw new MetaxyException(
          ErrorCode.INVALID_CONFIG,
          "The file IO " + table.io().getClass().getName() + " cannot list files.",
          "Set io-impl in catalog_properties to one that can.");
    }
    Set<String> named = named(forgotten);
    List<FileInfo> unnamed = new ArrayList<>();
    boolean found = false;
    for (FileInfo file : listing.listPrefix(table.location() + "/")) {
      if (named.contains(place(file.location()))) {
        found = true;
      } else if (file.createdAtMillis() < before.toEpochMilli()) {
        unnamed.add(file);
      }
    }
    if (!found && !unnamed.isEmpty()) {
      // The table's own metadata is there, so its files are called otherwise than they are listed.
      throw new MetaxyException(
          ErrorCode.UNREADABLE_STORE,
          "None of the files in " + table.location() + " is known to the table.",
          "Check that the warehouse was not moved; nothing was removed.");
    }
    return unnamed;
  }

  /** Locations that mean the same place are written in several ways. */
  private static String place(String location) {
    return LocalFileIO.isLocal(location)
        ? LocalFileIO.path(location).toString()
        : location.replaceFirst("^s3[an]:", "s3:");
  }

  /** All files that the table names, but for snapshots that are to be forgotten. */
  private Set<String> named(Set<Long> forgotten) {
    Set<String> named = new HashSet<>();
    ReachableFileUtil.metadataFileLocations(table, false).forEach(f -> named.add(place(f)));
    ReachableFileUtil.statisticsFilesLocations(table).forEach(f -> named.add(place(f)));
    // Where a Hadoop catalog keeps which metadata is the current one.
    named.add(place(table.location() + "/metadata/version-hint.text"));
    Set<String> manifests = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      if (forgotten.contains(snapshot.snapshotId())) {
        continue;
      }
      named.add(place(snapshot.manifestListLocation()));
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          named.add(place(manifest.path()));
          addFiles(manifest, named);
        }
      }
    }
    return named;
  }

  private void addFiles(ManifestFile manifest, Set<String> named) {
    try (CloseableIterable<? extends ContentFile<?>> files =
        manifest.content() == ManifestContent.DATA
            ? ManifestFiles.read(manifest, table.io(), table.specs())
            : ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
      files.forEach(file -> named.add(place(file.location())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
