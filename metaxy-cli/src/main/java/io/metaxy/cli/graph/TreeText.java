package io.metaxy.cli.graph;

import java.util.ArrayList;
import java.util.List;

/** A branch per feature, with its fields and what it is made from. */
final class TreeText {
  private final Drawing drawing;
  private final Words words;
  private final StringBuilder out = new StringBuilder();

  TreeText(Drawing drawing, Words words) {
    this.drawing = drawing;
    this.words = words;
  }

  String draw() {
    out.append(words.title()).append('\n');
    List<Box> boxes = List.copyOf(drawing.boxes());
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      boolean last = i == boxes.size() - 1;
      String about = String.join(", ", words.about(box));
      out.append(last ? "└── " : "├── ")
          .append(Words.mark(box.change()))
          .append(box.key())
          .append(about.isEmpty() ? "" : "  " + about)
          .append('\n');
      branches(box, last ? "    " : "│   ");
    }
    return out.toString();
  }

  private void branches(Box box, String indent) {
    List<String> lines = new ArrayList<>();
    words.fields(box).forEach(f -> lines.add(Words.mark(f.change()) + words.field(f)));
    if (!box.parents().isEmpty()) {
      lines.add("from " + String.join(", ", box.parents()));
    }
    for (int i = 0; i < lines.size(); i++) {
      out.append(indent)
          .append(i == lines.size() - 1 ? "└── " : "├── ")
          .append(lines.get(i))
          .append('\n');
    }
  }
}
