package io.metaxy.cli.graph;

/** The forms of a picture. */
public enum Form {
  /** Boxes and lines for a terminal. */
  PICTURE {
    @Override
    public String draw(Drawing drawing, Show show, int width) {
      return new PictureText(drawing, new Words(drawing, show)).draw();
    }
  },
  /** A tree for a terminal, which needs little width. */
  TREE {
    @Override
    public String draw(Drawing drawing, Show show, int width) {
      return new TreeText(drawing, new Words(drawing, show)).draw();
    }
  },
  /** Boxes side by side for a terminal, and a list of what is made from what. */
  CARDS {
    @Override
    public String draw(Drawing drawing, Show show, int width) {
      return new CardsText(drawing, new Words(drawing, show), width).draw();
    }
  },
  /** A flowchart for Mermaid. */
  MERMAID {
    @Override
    public String draw(Drawing drawing, Show show, int width) {
      return new MermaidText(drawing, new Words(drawing, show), show).draw();
    }
  },
  /** A digraph in Graphviz' language DOT. */
  GRAPHVIZ {
    @Override
    public String draw(Drawing drawing, Show show, int width) {
      return new GraphvizText(drawing, new Words(drawing, show), show).draw();
    }
  },
  /** What changed as JSON. */
  JSON {
    @Override
    public String draw(Drawing drawing, Show show, int width) {
      return DiffData.json(drawing);
    }
  },
  /** What changed as YAML. */
  YAML {
    @Override
    public String draw(Drawing drawing, Show show, int width) {
      return DiffData.yaml(drawing);
    }
  };

  /**
   * Draws {@code drawing}; the text ends with a line break.
   *
   * @param width how many characters fit in a line, for those that can be made to fit
   */
  public abstract String draw(Drawing drawing, Show show, int width);
}
