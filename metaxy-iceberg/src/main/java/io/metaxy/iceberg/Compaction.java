package io.metaxy.iceberg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.util.DeleteFileSet;

/**
 * Small files made one, and what other writers deleted taken out of the files. Rows stay the same.
 * Who calls it has the table's lock.
 */
final class Compaction {
  /** A larger file is left as it is. */
  private static final long SMALL = 64L << 20;

  /** So much of small files goes into one new file. */
  private static final long TARGET = 256L << 20;

  private final Workplace workplace;
  private final String name;
  private final TableVersion version;

  Compaction(Workplace workplace, String name, TableVersion version) {
    this.workplace = workplace;
    this.name = name;
    this.version = version;
  }

  /**
   * What was made of what.
   *
   * @param before how many files were replaced
   * @param after how many files replaced them
   */
  record Result(long before, long after) {}

  /** Says what would be replaced, and by how many files. */
  Result plan() {
    List<List<FileGroup>> bins = bins();
    return new Result(bins.stream().mapToLong(Compaction::files).sum(), bins.size());
  }

  /**
   * Replaces the files.
   *
   * @throws io.metaxy.MetaxyException {@code BUSY} if another program changed the table meanwhile;
   *     {@code STATE_UNKNOWN}
   */
  Result run() {
    List<List<FileGroup>> bins = bins();
    if (bins.isEmpty()) {
      return new Result(0, 0);
    }
    Transaction transaction =
        IcebergErrors.translated(
            "reading " + name, () -> Commit.pinned(workplace.catalog(), name, version.table()));
    Commit commit = new Commit(transaction);
    RewriteFiles rewrite =
        transaction
            .newRewrite()
            .validateFromSnapshot(version.snapshot().orElseThrow().snapshotId());
    List<DataFile> written = new ArrayList<>();
    TableFiles files = workplace.files(version.table());
    try {
      for (List<FileGroup> bin : bins) {
        write(bin, files).ifPresent(written::add);
        bin.forEach(group -> group.files().forEach(rewrite::deleteFile));
      }
      written.forEach(rewrite::addFile);
      ended(bins).forEach(rewrite::deleteFile);
      rewrite.set("metaxy.operation", "compact");
      commit.run(rewrite);
    } catch (RuntimeException e) {
      if (commit.isUndone()) {
        written.forEach(file -> files.discard(file.location()));
      }
      throw IcebergErrors.translate(e, "compacting " + name);
    }
    return new Result(bins.stream().mapToLong(Compaction::files).sum(), written.size());
  }

  private Optional<DataFile> write(List<FileGroup> bin, TableFiles files) {
    DataFileWriter writer = new DataFileWriter(version.table(), version.fields().columns(), files);
    String rows = new FileView(version.fields(), files).sql(version.schema().names(), bin);
    try (PlanSession session = new PlanSession(workplace, table -> workplace.source(version))) {
      return session.session().read(writer.sql("(" + rows + ")"), writer::written);
    } catch (RuntimeException e) {
      writer.discard();
      throw e;
    }
  }

  /** Delete files that apply to no file that stays. */
  private DeleteFileSet ended(List<List<FileGroup>> bins) {
    DeleteFileSet deletes = DeleteFileSet.create();
    bins.forEach(bin -> bin.forEach(group -> deletes.addAll(group.deletes())));
    long touched = bins.stream().mapToLong(Compaction::files).sum();
    long all = files(version.files(Expressions.alwaysTrue()));
    return touched == all ? deletes : DeleteFileSet.create();
  }

  private static long files(List<FileGroup> groups) {
    return groups.stream().mapToLong(group -> group.files().size()).sum();
  }

  /** What goes into one new file each. One small file alone is not worth it. */
  private List<List<FileGroup>> bins() {
    List<List<FileGroup>> bins = new ArrayList<>();
    List<FileGroup> bin = new ArrayList<>();
    long size = 0;
    for (FileGroup group : version.files(Expressions.alwaysTrue())) {
      for (DataFile file : group.files()) {
        if (file.fileSizeInBytes() > SMALL && group.deletes().isEmpty()) {
          continue;
        }
        if (size > 0 && size + file.fileSizeInBytes() > TARGET) {
          bins.add(bin);
          bin = new ArrayList<>();
          size = 0;
        }
        bin.add(new FileGroup(List.of(file), group.deletes()));
        size += file.fileSizeInBytes();
      }
    }
    bins.add(bin);
    bins.removeIf(b -> b.size() < 2 && b.stream().allMatch(group -> group.deletes().isEmpty()));
    return bins.stream().map(Compaction::merged).toList();
  }

  /** Files with the same deletes together again, so that the query is short. */
  private static List<FileGroup> merged(List<FileGroup> bin) {
    List<FileGroup> merged = new ArrayList<>();
    for (FileGroup group : bin) {
      FileGroup last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && last.deletes().equals(group.deletes())) {
        List<DataFile> files = new ArrayList<>(last.files());
        files.addAll(group.files());
        merged.set(merged.size() - 1, new FileGroup(files, group.deletes()));
      } else {
        merged.add(group);
      }
    }
    return merged;
  }
}
