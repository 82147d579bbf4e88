package io.metaxy.cli.graph;

import io.metaxy.FeatureKey;
import io.metaxy.core.json.PythonJson;
import io.metaxy.graph.Change;
import java.util.ArrayList;
import java.util.List;

/** A <a href="https://mermaid.js.org/syntax/flowchart.html">flowchart</a> for Mermaid. */
final class MermaidText {
  private final Drawing drawing;
  private final Words words;
  private final Show show;

  MermaidText(Drawing drawing, Words words, Show show) {
    this.drawing = drawing;
    this.words = words;
    this.show = show;
  }

  String draw() {
    StringBuilder out = new StringBuilder();
    out.append("---\ntitle: ").append(PythonJson.ordered(words.title())).append("\n---\n");
    out.append("flowchart ").append(show.direction()).append('\n');
    for (Box box : drawing.boxes()) {
      out.append("    ").append(id(box.key())).append("[\"").append(label(box)).append("\"]\n");
    }
    for (List<String> line : drawing.lines()) {
      out.append("    ")
          .append(id(line.get(0)))
          .append(" --> ")
          .append(id(line.get(1)))
          .append('\n');
    }
    for (Box box : drawing.boxes()) {
      String style = style(box);
      if (!style.isEmpty()) {
        out.append("    style ").append(id(box.key())).append(' ').append(style).append('\n');
      }
    }
    return out.toString();
  }

  /** The table's name: unlike keys, it has no sign that Mermaid reads; some words it keeps. */
  private static String id(String key) {
    return "f_" + FeatureKey.of(key).tableName();
  }

  private String label(Box box) {
    List<String> lines = new ArrayList<>();
    lines.add("<b>" + escaped(Words.mark(box.change()).strip() + " " + box.key()).strip() + "</b>");
    words.about(box).forEach(line -> lines.add(escaped(line)));
    words
        .fields(box)
        .forEach(f -> lines.add("· " + escaped(Words.mark(f.change()) + words.field(f)).strip()));
    return String.join("<br/>", lines);
  }

  private static String style(Box box) {
    List<String> styles = new ArrayList<>();
    if (box.change() != null && box.change() != Change.UNCHANGED) {
      styles.add("stroke:" + Colours.of(box.change()));
      styles.add("stroke-width:2px");
    }
    if (box.isExternal()) {
      styles.add("stroke-dasharray:4 4");
    }
    return String.join(",", styles);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("#", "&num;")
        .replace("\\", "&bsol;");
  }
}
