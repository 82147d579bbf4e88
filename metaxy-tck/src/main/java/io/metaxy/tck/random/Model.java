package io.metaxy.tck.random;

import io.metaxy.store.DeleteMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a store should hold, as plainly as it can be said: the rows in the order of their times. */
final class Model {
  private List<Row> rows = new ArrayList<>();
  private int version = 1;

  /** A stored row. */
  record Row(int version, long id, double value, boolean tombstone) {
    @Override
    public String toString() {
      return (tombstone ? "-" : "") + version + ":" + id + "=" + value;
    }
  }

  int version() {
    return version;
  }

  void apply(Step step) {
    if (step instanceof Step.Write write) {
      write.values().forEach((id, value) -> rows.add(new Row(version, id, value, false)));
    } else if (step instanceof Step.Delete delete) {
      delete(delete);
    } else if (step instanceof Step.ChangeVersion) {
      version = 3 - version;
    }
  }

  private void delete(Step.Delete delete) {
    List<Row> chosen = new ArrayList<>();
    for (Row row : delete.rows() ? rows : latest()) {
      boolean inScope = delete.allVersions() || row.version() == version;
      if (inScope && row.value() < delete.below()) {
        chosen.add(row);
      }
    }
    if (delete.mode() == DeleteMode.SOFT) {
      chosen.removeIf(Row::tombstone);
      chosen.forEach(row -> rows.add(new Row(row.version(), row.id(), row.value(), true)));
    } else if (delete.rows()) {
      rows.removeIf(row -> chosen.stream().anyMatch(other -> other == row));
    } else {
      Set<String> doomed = new HashSet<>();
      chosen.forEach(row -> doomed.add(row.version() + " " + row.id()));
      rows.removeIf(row -> doomed.contains(row.version() + " " + row.id()));
    }
  }

  /** The latest row of each sample and version. */
  private List<Row> latest() {
    Map<String, Row> latest = new LinkedHashMap<>();
    rows.forEach(row -> latest.put(row.version() + " " + row.id(), row));
    return List.copyOf(latest.values());
  }

  /** What a read gives, sorted. */
  List<String> read(Step.Read read) {
    return (read.everyRow() ? rows : latest())
        .stream()
            .filter(row -> read.allVersions() || row.version() == version)
            .filter(
                row ->
                    switch (read.deleted()) {
                      case EXCLUDE -> !row.tombstone();
                      case ONLY -> row.tombstone();
                      case INCLUDE -> true;
                    })
            .filter(row -> row.value() < read.below())
            .map(Row::toString)
            .sorted()
            .toList();
  }

  int stored() {
    return rows.size();
  }
}
