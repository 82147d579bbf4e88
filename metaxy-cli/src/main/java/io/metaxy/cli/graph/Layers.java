package io.metaxy.cli.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Boxes in layers, each below all of its parents, in an order that lets few lines cross, and at
 * columns near those they are joined with.
 */
final class Layers {
  private static final int GAP = 3;
  private static final int SWEEPS = 4;

  private final List<List<Node>> layers = new ArrayList<>();

  Layers(Drawing drawing, Function<Box, List<String>> lines) {
    Map<String, Integer> levels = new HashMap<>();
    Map<String, Node> nodes = new HashMap<>();
    for (Box box : drawing.boxes()) {
      List<String> parents = drawing.parents(box.key());
      int level =
          parents.stream().mapToInt(parent -> levels.getOrDefault(parent, 0) + 1).max().orElse(0);
      levels.put(box.key(), level);
      Node node = Node.box(nodes.size() + 1, lines.apply(box), box.isExternal(), parents.size());
      nodes.put(box.key(), node);
      layer(level).add(node);
    }
    Map<List<Object>, Node> passages = new HashMap<>();
    for (List<String> line : drawing.lines()) {
      Node above = nodes.get(line.get(0));
      Node child = nodes.get(line.get(1));
      if (above == null || child == null) {
        continue;
      }
      int owner = above.owner;
      for (int level = levels.getOrDefault(line.get(0), 0) + 1;
          level < levels.getOrDefault(line.get(1), 0);
          level++) {
        Node before = above;
        List<Node> layer = layer(level);
        above =
            passages.computeIfAbsent(
                List.of(owner, level),
                key -> {
                  Node passage = Node.passage(owner);
                  layer.add(passage);
                  join(before, passage);
                  return passage;
                });
      }
      join(above, child);
    }
    order();
    place();
  }

  private List<Node> layer(int level) {
    while (layers.size() <= level) {
      layers.add(new ArrayList<>());
    }
    return layers.get(level);
  }

  private static void join(Node parent, Node child) {
    parent.children.add(child);
    child.parents.add(parent);
  }

  /** Each layer by the mean position of what its nodes are joined with, up and down in turns. */
  private void order() {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 1; i < layers.size(); i++) {
        List<Node> fixed = layers.get(down ? i - 1 : layers.size() - i);
        List<Node> sorted = layers.get(down ? i : layers.size() - 1 - i);
        Map<Node, Double> means = new HashMap<>();
        for (Node node : sorted) {
          means.put(
              node,
              (down ? node.parents : node.children)
                  .stream().mapToInt(fixed::indexOf).average().orElse(sorted.indexOf(node)));
        }
        sorted.sort(Comparator.comparing(node -> means.getOrDefault(node, 0.0)));
      }
    }
  }

  private void place() {
    layers.forEach(layer -> place(layer, node -> List.of()));
    layers.forEach(layer -> place(layer, node -> node.parents));
    for (int i = layers.size() - 1; i >= 0; i--) {
      place(layers.get(i), node -> node.children);
    }
    layers.forEach(layer -> place(layer, node -> node.parents));
    int least = layers.stream().flatMap(List::stream).mapToInt(node -> node.x).min().orElse(0);
    layers.forEach(
        layer ->
            layer.forEach(
                node -> {
                  node.x -= least;
                  node.port = node.x + node.width / 2;
                }));
  }

  /**
   * Between the places that come out from the left and from the right, both of which keep the nodes
   * apart.
   */
  private static void place(List<Node> layer, Function<Node, List<Node>> joined) {
    int count = layer.size();
    int[] wanted = new int[count];
    int[] fromLeft = new int[count];
    int[] fromRight = new int[count];
    for (int i = 0; i < count; i++) {
      Node node = layer.get(i);
      wanted[i] =
          (int)
              Math.round(
                  joined.apply(node).stream()
                          .mapToDouble(Node::centre)
                          .average()
                          .orElse(node.centre())
                      - (node.width - 1) / 2.0);
      int least = i == 0 ? wanted[i] : fromLeft[i - 1] + layer.get(i - 1).width + GAP;
      fromLeft[i] = Math.max(wanted[i], least);
    }
    for (int i = count - 1; i >= 0; i--) {
      int most = i == count - 1 ? wanted[i] : fromRight[i + 1] - layer.get(i).width - GAP;
      fromRight[i] = Math.min(wanted[i], most);
    }
    for (int i = 0; i < count; i++) {
      layer.get(i).x = Math.floorDiv(fromLeft[i] + fromRight[i], 2);
    }
  }

  List<List<Node>> layers() {
    return layers;
  }

  int width() {
    return layers.stream()
        .flatMap(List::stream)
        .mapToInt(node -> node.x + node.width)
        .max()
        .orElse(0);
  }
}
