package io.metaxy.core.store;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.store.SystemColumns;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks that each row of a write has its ids, and no other row has the same ones (rule W3). */
final class SampleIds {
  private final GivenRows rows;
  private final List<String> names;
  private final int[] positions;
  private final @Nullable String versionOf;
  private final SampleSet samples = new SampleSet();
  private final Object[] ids;

  /**
   * @param names the id columns, which are among the user's columns of {@code rows}
   * @param currentVersion the feature version of rows that have none, if a sample may come once in
   *     each version; null if it may come only once
   */
  SampleIds(GivenRows rows, List<String> names, @Nullable String currentVersion) {
    this.rows = rows;
    this.names = names;
    List<String> columns = rows.user().stream().map(column -> column.name()).toList();
    this.positions = names.stream().mapToInt(columns::indexOf).toArray();
    this.versionOf = currentVersion;
    this.ids = new Object[currentVersion == null ? names.size() : names.size() + 1];
  }

  /** Reads the ids of the present row, whose values are {@code row}; none of them may be null. */
  void read(@Nullable Object[] row) {
    for (int i = 0; i < positions.length; i++) {
      Object id = row[positions[i]];
      if (id == null) {
        throw nullIds(i);
      }
      ids[i] = id;
    }
  }

  /** Fails if a row before had the ids that were read last. */
  void checkOnce() {
    if (isAgain()) {
      throw duplicates();
    }
  }

  /** The ids that were read last, for an error. */
  String text() {
    return String.join(
        ", ",
        IntStream.range(0, positions.length)
            .mapToObj(i -> names.get(i) + " = " + Offences.shown(ids[i]))
            .toList());
  }

  private boolean isAgain() {
    if (versionOf != null) {
      ids[positions.length] =
          rows.version(SystemColumns.FEATURE_VERSION, rows.system().featureVersion, versionOf);
    }
    return !samples.add(ids);
  }

  private MetaxyException nullIds(int id) {
    Offences offences =
        new Offences(
            ErrorCode.INVALID_ROWS,
            "Id column " + names.get(id) + " is null in",
            "Give every row its id; nothing was stored.");
    do {
      if (rows.user(positions[id]) == null) {
        offences.add("row " + rows.number());
      }
    } while (!offences.isFull() && rows.next());
    return offences.exception();
  }

  private MetaxyException duplicates() {
    Offences offences =
        new Offences(
            ErrorCode.DUPLICATE_SAMPLES,
            "The batch has more than one row of the same sample",
            "Keep one row per sample (" + String.join(", ", names) + "); nothing was stored.");
    boolean duplicate = true;
    do {
      if (duplicate) {
        offences.add("row " + rows.number() + " (" + text() + ")");
      }
      if (!rows.next()) {
        break;
      }
      duplicate = isComplete() && isAgain();
    } while (!offences.isFull());
    return offences.exception();
  }

  /** Reads the ids of the present row as far as it has them. */
  private boolean isComplete() {
    for (int i = 0; i < positions.length; i++) {
      Object id = rows.user(positions[i]);
      if (id == null) {
        return false;
      }
      ids[i] = id;
    }
    return true;
  }
}
