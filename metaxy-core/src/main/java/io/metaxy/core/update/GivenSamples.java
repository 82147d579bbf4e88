package io.metaxy.core.update;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * Samples of the caller's, with provenance and data versions.
 *
 * @param rows the plan
 */
public record GivenSamples(RelNode rows) implements ExpectedRows {

  @Override
  public RelNode samples() {
    return rows;
  }

  @Override
  public RelNode result(RelNode chosen, List<String> besides) {
    List<String> names = new ArrayList<>(resultColumns());
    names.addAll(besides);
    return Plans.columns(chosen, names);
  }

  @Override
  public List<String> resultColumns() {
    return rows.getRowType().getFieldNames();
  }

  /** They come with their hashes in the columns of a store. */
  @Override
  public int hashCount() {
    return 0;
  }
}
