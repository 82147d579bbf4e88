package io.metaxy.iceberg;

import com.google.common.util.concurrent.MoreExecutors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Transaction;

/** The files that a transaction adds and removes, and what its snapshot says of itself. */
final class StagedChanges {
  private final List<DataFile> added = new ArrayList<>();
  private final List<DataFile> removed = new ArrayList<>();
  private final Set<String> removedLocations = new HashSet<>();
  private final Map<String, String> summary = new LinkedHashMap<>();

  void add(DataFile file) {
    added.add(file);
  }

  /** Removes a file of the table, or one that was added here. */
  void remove(DataFile file) {
    if (!added.removeIf(a -> a.location().equals(file.location()))) {
      removed.add(file);
      removedLocations.add(file.location());
    }
  }

  List<DataFile> added() {
    return List.copyOf(added);
  }

  boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  /** What is said in the snapshot; a later word on the same matter counts. */
  void say(String name, String value) {
    summary.put("metaxy." + name, value);
  }

  /** The files of the table without those that are removed, and with those that are added. */
  List<FileGroup> over(List<FileGroup> stored) {
    List<FileGroup> groups = new ArrayList<>();
    for (FileGroup group : stored) {
      List<DataFile> kept =
          group.files().stream().filter(f -> !removedLocations.contains(f.location())).toList();
      if (!kept.isEmpty()) {
        groups.add(new FileGroup(kept, group.deletes()));
      }
    }
    if (!added.isEmpty()) {
      groups.add(new FileGroup(added, List.of()));
    }
    return groups;
  }

  /** One snapshot of {@code transaction} with the changes, which is yet to be committed. */
  SnapshotUpdate<?> in(Transaction transaction) {
    SnapshotUpdate<?> update = removed.isEmpty() ? append(transaction) : overwrite(transaction);
    if (LocalFileIO.isLocal(transaction.table().location())) {
      // Iceberg looks every ten milliseconds whether other threads are done, longer than it takes.
      update.scanManifestsWith(MoreExecutors.newDirectExecutorService());
    }
    summary.forEach(update::set);
    return update;
  }

  private AppendFiles append(Transaction transaction) {
    AppendFiles append = transaction.newAppend();
    added.forEach(append::appendFile);
    return append;
  }

  private OverwriteFiles overwrite(Transaction transaction) {
    OverwriteFiles overwrite = transaction.newOverwrite();
    removed.forEach(overwrite::deleteFile);
    added.forEach(overwrite::addFile);
    return overwrite;
  }
}
