package io.metaxy.cli.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boxes for features and lines from each to those that are made from it, which are below it. */
final class PictureText {
  private final Drawing drawing;
  private final Words words;

  PictureText(Drawing drawing, Words words) {
    this.drawing = drawing;
    this.words = words;
  }

  String draw() {
    Layers layers = new Layers(drawing, words::lines);
    Canvas canvas = new Canvas(layers.width());
    int y = 0;
    List<Node> above = List.of();
    for (List<Node> layer : layers.layers()) {
      Channel channel = null;
      if (!above.isEmpty()) {
        channel = new Channel(above, layer);
        y = channel.draw(canvas, y);
      }
      y = layer(canvas, layer, channel, y);
      above = layer;
    }
    return words.title() + "\n\n" + canvas;
  }

  private static int layer(Canvas canvas, List<Node> layer, @Nullable Channel channel, int y) {
    int bottom = y + layer.stream().mapToInt(Node::height).max().orElse(0);
    for (Node node : layer) {
      int below = y;
      if (!node.isPassage()) {
        below = canvas.box(node.x, y, node.width, node.lines, node.dashed);
        if (channel != null) {
          channel.ends(node).forEach(column -> canvas.write(column, y, "┴"));
        }
        if (!node.children.isEmpty()) {
          canvas.write(node.port, below - 1, "┬");
        }
      }
      if (!node.children.isEmpty()) {
        canvas.down(node.port, below, bottom - 1, node.owner);
      }
    }
    return bottom;
  }
}
