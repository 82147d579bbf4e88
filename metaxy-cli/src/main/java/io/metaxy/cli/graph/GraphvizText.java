package io.metaxy.cli.graph;

import java.util.ArrayList;
import java.util.List;

/** A digraph in Graphviz' language <a href="https://graphviz.org/doc/info/lang.html">DOT</a>. */
final class GraphvizText {
  private final Drawing drawing;
  private final Words words;
  private final Show show;

  GraphvizText(Drawing drawing, Words words, Show show) {
    this.drawing = drawing;
    this.words = words;
    this.show = show;
  }

  String draw() {
    StringBuilder out = new StringBuilder();
    out.append("strict digraph {\n");
    out.append("    rankdir=").append(show.direction()).append(";\n");
    out.append("    label=").append(quoted(words.title())).append(";\n");
    out.append("    labelloc=t;\n");
    out.append("    node [shape=box, fontname=\"sans-serif\"];\n");
    for (Box box : drawing.boxes()) {
      out.append("    ")
          .append(quoted(box.key()))
          .append(" [label=")
          .append(label(box))
          .append(style(box))
          .append("];\n");
    }
    for (List<String> line : drawing.lines()) {
      out.append("    ")
          .append(quoted(line.get(0)))
          .append(" -> ")
          .append(quoted(line.get(1)))
          .append(";\n");
    }
    return out.append("}\n").toString();
  }

  /** Lines that begin at the left, the key in the middle. */
  private String label(Box box) {
    StringBuilder label = new StringBuilder("\"");
    label.append(escaped(Words.mark(box.change()).strip() + " " + box.key()).strip());
    List<String> lines = new ArrayList<>(words.about(box));
    words.fields(box).forEach(f -> lines.add("· " + Words.mark(f.change()) + words.field(f)));
    label.append(lines.isEmpty() ? "" : "\\n");
    lines.forEach(line -> label.append(escaped(line)).append("\\l"));
    return label.append('"').toString();
  }

  private static String style(Box box) {
    String style = box.isExternal() ? ", style=dashed" : "";
    return box.change() == null ? style : style + ", color=" + quoted(Colours.of(box.change()));
  }

  private static String quoted(String text) {
    return '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
