package io.metaxy.core.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Puts tables together. Each value still knows where it stands. */
public final class Merge {
  private Merge() {}

  /**
   * A file over the one that it extends: lists go on, tables take over each other's entries whole,
   * anything else is replaced.
   */
  public static Node extending(Node base, Node file) {
    return entries(
        base,
        file,
        (below, above) -> {
          if (below.isTable() && above.isTable()) {
            return entries(below, above, (a, b) -> b);
          }
          if (below.isList() && above.isList()) {
            List<Node> all = new ArrayList<>(below.list());
            all.addAll(above.list());
            return above.with(all);
          }
          return above;
        });
  }

  /** Tables entry by entry at every level; anything else is replaced. */
  public static Node deep(Node base, Node over) {
    return entries(
        base,
        over,
        (below, above) -> below.isTable() && above.isTable() ? deep(below, above) : above);
  }

  private static Node entries(Node base, Node over, BinaryOperator<Node> both) {
    Map<String, Node> entries = new LinkedHashMap<>(base.table());
    over.table().forEach((key, entry) -> entries.merge(key, entry, both));
    return base.with(entries);
  }

  /** {@code node} with every text in it changed. */
  public static Node texts(Node node, UnaryOperator<String> change) {
    if (node.isTable()) {
      Map<String, Node> entries = new LinkedHashMap<>();
      node.table().forEach((key, entry) -> entries.put(key, texts(entry, change)));
      return node.with(entries);
    }
    if (node.isList()) {
      return node.with(node.list().stream().map(element -> texts(element, change)).toList());
    }
    return node.isText() ? node.with(change.apply(node.text())) : node;
  }
}
