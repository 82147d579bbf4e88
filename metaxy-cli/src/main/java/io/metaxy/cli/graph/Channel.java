package io.metaxy.cli.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines from one layer to the next: each begins and ends at a column of its own. */
final class Channel {
  private final List<Node> above;
  private final Map<Node, Map<Node, Integer>> ports = new LinkedHashMap<>();

  Channel(List<Node> above, List<Node> below) {
    this.above = above;
    Set<Integer> begins = new HashSet<>();
    above.stream().filter(node -> !node.children.isEmpty()).forEach(node -> begins.add(node.port));
    below.forEach(node -> choosePorts(node, begins));
  }

  /** Columns on top of {@code node}, straight below their parents where that can be. */
  private void choosePorts(Node node, Set<Integer> begins) {
    List<Node> parents =
        node.parents.stream().sorted(Comparator.comparingInt(parent -> parent.port)).toList();
    int first = node.isPassage() ? node.x : node.x + 1;
    int last = node.isPassage() ? node.x + node.width - 1 : node.x + node.width - 2;
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < parents.size(); i++) {
      Node parent = parents.get(i);
      int left = parents.size() - 1 - i;
      int wanted = Math.max(first, Math.min(last - left, parent.port));
      int column = free(parent, wanted, first, last, chosen, begins);
      chosen.add(column);
      ports.computeIfAbsent(parent, p -> new LinkedHashMap<>()).put(node, column);
      if (node.isPassage()) {
        node.port = column;
      }
    }
  }

  /** The nearest column that no line of another parent begins or ends at. */
  private static int free(
      Node parent, int wanted, int first, int last, List<Integer> chosen, Set<Integer> begins) {
    for (int away = 0; away <= last - first; away++) {
      for (int column : new int[] {wanted - away, wanted + away}) {
        boolean foreign = begins.contains(column) && column != parent.port;
        if (column >= first && column <= last && !chosen.contains(column) && !foreign) {
          return column;
        }
      }
    }
    return wanted;
  }

  /** Draws the lines from row {@code y} on; returns the row below. */
  int draw(Canvas canvas, int y) {
    List<Node> bent =
        above.stream()
            .filter(node -> bends(node))
            .sorted(Comparator.comparingInt(n -> n.port))
            .toList();
    int bottom = y + Math.max(1, bent.size()) - 1;
    for (Node node : above) {
      Map<Node, Integer> ends = ports.getOrDefault(node, Map.of());
      int row = bent.contains(node) ? y + bent.indexOf(node) : bottom;
      if (!ends.isEmpty()) {
        canvas.down(node.port, y, row - 1, node.owner);
      }
      for (int end : ends.values()) {
        if (end == node.port) {
          canvas.down(end, row, bottom, node.owner);
        } else {
          canvas.bend(node.port, end, row, node.owner);
          canvas.down(end, row + 1, bottom, node.owner);
        }
      }
    }
    return bottom + 1;
  }

  private boolean bends(Node node) {
    return ports.getOrDefault(node, Map.of()).values().stream().anyMatch(end -> end != node.port);
  }

  /** The columns at which lines end on top of {@code node}. */
  List<Integer> ends(Node node) {
    return ports.values().stream()
        .filter(ends -> ends.containsKey(node))
        .map(ends -> ends.get(node))
        .toList();
  }
}
