package io.metaxy.core.update;

import java.util.List;
import org.apache.calcite.rel.RelNode;

/** The samples that there should be. */
public interface ExpectedRows {

  /**
   * The rows as they are joined to what is stored; they have the columns that they are joined on.
   */
  RelNode rows();

  /** The same rows with no more than what they are joined on and user columns. */
  RelNode samples();

  /**
   * The columns of {@link #resultColumns} of some of the rows, and columns {@code besides}.
   *
   * @param rows has the columns of {@link #rows} and those besides
   */
  RelNode result(RelNode rows, List<String> besides);

  /** The columns of a result, {@code metaxy_provenance} among them. */
  List<String> resultColumns();

  /** How many of the last columns of a result are hashes: of each field, and of all. */
  int hashCount();
}
