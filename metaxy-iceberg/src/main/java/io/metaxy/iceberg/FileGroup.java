package io.metaxy.iceberg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;

/**
 * Data files that the same delete files apply to.
 *
 * @param files the data files
 * @param deletes what other writers say is deleted of their rows
 */
record FileGroup(List<DataFile> files, List<DeleteFile> deletes) {
  FileGroup {
    files = List.copyOf(files);
    deletes = List.copyOf(deletes);
  }

  /** The planned files by their deletes. */
  static List<FileGroup> of(Iterable<FileScanTask> tasks) {
    Map<List<String>, List<FileScanTask>> byDeletes = new LinkedHashMap<>();
    for (FileScanTask task : tasks) {
      List<String> key = task.deletes().stream().map(DeleteFile::location).sorted().toList();
      byDeletes.computeIfAbsent(key, k -> new ArrayList<>()).add(task);
    }
    return byDeletes.values().stream()
        .map(
            group ->
                new FileGroup(
                    group.stream().map(FileScanTask::file).toList(), group.get(0).deletes()))
        .toList();
  }
}
