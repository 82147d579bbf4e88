package io.metaxy.cli.graph;

import java.util.ArrayList;
import java.util.List;

/** A box per feature, as many side by side as fit, below a list of what is made from what. */
final class CardsText {
  private static final int GAP = 2;

  private final Drawing drawing;
  private final Words words;
  private final int width;

  CardsText(Drawing drawing, Words words, int width) {
    this.drawing = drawing;
    this.words = words;
    this.width = width;
  }

  String draw() {
    StringBuilder out = new StringBuilder(words.title()).append("\n\n");
    drawing
        .lines()
        .forEach(line -> out.append(line.get(0)).append(" → ").append(line.get(1)).append('\n'));
    out.append(drawing.lines().isEmpty() ? "" : "\n");
    List<Node> row = new ArrayList<>();
    int used = 0;
    for (Box box : drawing.boxes()) {
      Node card = Node.box(1, words.lines(box), box.isExternal(), 0);
      if (!row.isEmpty() && used + card.width > width) {
        out.append(row(row));
        row.clear();
        used = 0;
      }
      card.x = used;
      used += card.width + GAP;
      row.add(card);
    }
    return out.append(row(row)).toString();
  }

  private static String row(List<Node> cards) {
    Canvas canvas =
        new Canvas(cards.stream().mapToInt(card -> card.x + card.width).max().orElse(0));
    cards.forEach(card -> canvas.box(card.x, 0, card.width, card.lines, card.dashed));
    return canvas.toString();
  }
}
