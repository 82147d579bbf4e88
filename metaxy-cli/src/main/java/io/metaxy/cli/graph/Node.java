package io.metaxy.cli.graph;

import java.util.ArrayList;
import java.util.List;

/** A box in its layer, or the place where a line passes a layer on its way to a lower one. */
final class Node {
  final int owner;
  final List<String> lines;
  final boolean dashed;
  final int width;
  final List<Node> parents = new ArrayList<>();
  final List<Node> children = new ArrayList<>();

  /** The first column. */
  int x;

  /** The column at which its lines to lower layers begin. */
  int port;

  private Node(int owner, List<String> lines, boolean dashed, int width) {
    this.owner = owner;
    this.lines = lines;
    this.dashed = dashed;
    this.width = width;
  }

  /** A box; {@code incoming} lines need room on top. */
  static Node box(int owner, List<String> lines, boolean dashed, int incoming) {
    int widest = lines.stream().mapToInt(String::length).max().orElse(0);
    return new Node(owner, lines, dashed, Math.max(widest + 4, 2 * incoming + 3));
  }

  /** A place where lines of {@code owner} pass. */
  static Node passage(int owner) {
    return new Node(owner, List.of(), false, 3);
  }

  boolean isPassage() {
    return lines.isEmpty();
  }

  int height() {
    return isPassage() ? 0 : lines.size() + 2;
  }

  double centre() {
    return x + (width - 1) / 2.0;
  }
}
