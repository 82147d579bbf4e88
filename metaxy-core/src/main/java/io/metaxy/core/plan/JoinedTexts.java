package io.metaxy.core.plan;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;

/**
 * All rows of the input, each with the texts of its group in place of its own: those that are not
 * null, in order, with {@code |} between them; null if all are null. An operator of its own, so
 * that the in-process engine need not know windows; SQL engines run {@link JoinedTextsByWindow}.
 */
public final class JoinedTexts extends SingleRel {
  /** What stands between two texts. */
  public static final String SEPARATOR = "|";

  private final List<Integer> keys;
  private final List<Integer> order;
  private final List<Integer> texts;

  private JoinedTexts(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      List<Integer> keys,
      List<Integer> order,
      List<Integer> texts) {
    super(cluster, traits, input);
    this.keys = List.copyOf(keys);
    this.order = List.copyOf(order);
    this.texts = List.copyOf(texts);
  }

  /** The rows of {@code input} with the columns {@code texts} joined by group. */
  public static JoinedTexts of(
      RelNode input, List<String> keys, List<String> order, List<String> texts) {
    List<String> names = input.getRowType().getFieldNames();
    return new JoinedTexts(
        input.getCluster(),
        input.getTraitSet(),
        input,
        keys.stream().map(names::indexOf).toList(),
        order.stream().map(names::indexOf).toList(),
        texts.stream().map(names::indexOf).toList());
  }

  /** The positions of the columns that rows of a group share. */
  public List<Integer> keys() {
    return keys;
  }

  /** The positions of the columns by which a group is ordered. */
  public List<Integer> order() {
    return order;
  }

  /** The positions of the columns that are joined. */
  public List<Integer> texts() {
    return texts;
  }

  @Override
  protected RelDataType deriveRowType() {
    return getInput().getRowType();
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new JoinedTexts(getCluster(), traits, inputs.get(0), keys, order, texts);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("keys", keys).item("order", order).item("texts", texts);
  }
}
