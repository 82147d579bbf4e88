package io.metaxy.cli.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Letters and lines in a grid that grows. Lines of one owner join where they meet; where lines of
 * two owners meet, the upright one passes over the other.
 */
final class Canvas {
  private static final int UP = 1;
  private static final int DOWN = 2;
  private static final int LEFT = 4;
  private static final int RIGHT = 8;
  private static final String GLYPHS = " │││─╯╮┤─╰╭├─┴┬┼";

  private final List<char[]> letters = new ArrayList<>();
  private final List<byte[]> ways = new ArrayList<>();
  private final List<int[]> owners = new ArrayList<>();
  private final int width;

  Canvas(int width) {
    this.width = width;
  }

  /** Writes {@code text} over whatever is there. */
  void write(int x, int y, String text) {
    grow(y);
    for (int i = 0; i < text.length() && x + i < width; i++) {
      letters.get(y)[x + i] = text.charAt(i);
    }
  }

  /** Draws a box around lines of text; returns the row below it. */
  int box(int x, int y, int boxWidth, List<String> lines, boolean dashed) {
    String bar = (dashed ? "╌" : "─").repeat(boxWidth - 2);
    String side = dashed ? "┆" : "│";
    write(x, y, "╭" + bar + "╮");
    int row = y + 1;
    for (String line : lines) {
      write(x, row++, side + " " + line + " ".repeat(boxWidth - 4 - line.length()) + " " + side);
    }
    write(x, row, "╰" + bar + "╯");
    return row + 1;
  }

  /** An upright line, both ends open. */
  void down(int x, int fromY, int toY, int owner) {
    for (int y = fromY; y <= toY; y++) {
      add(x, y, UP | DOWN, owner);
    }
  }

  /**
   * A line from the top of row {@code y} at one column to the left or right, and down at another.
   */
  void bend(int fromX, int toX, int y, int owner) {
    int step = Integer.signum(toX - fromX);
    add(fromX, y, UP | (step > 0 ? RIGHT : LEFT), owner);
    for (int x = fromX + step; x != toX; x += step) {
      add(x, y, LEFT | RIGHT, owner);
    }
    add(toX, y, DOWN | (step > 0 ? LEFT : RIGHT), owner);
  }

  private void add(int x, int y, int way, int owner) {
    grow(y);
    int there = ways.get(y)[x];
    if (there == 0 || owners.get(y)[x] == owner) {
      ways.get(y)[x] = (byte) (there | way);
      owners.get(y)[x] = owner;
    } else if (way == (UP | DOWN)) {
      ways.get(y)[x] = (byte) way;
      owners.get(y)[x] = owner;
    }
  }

  private void grow(int y) {
    while (letters.size() <= y) {
      letters.add(new char[width]);
      ways.add(new byte[width]);
      owners.add(new int[width]);
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int y = 0; y < letters.size(); y++) {
      char[] line = new char[width];
      Arrays.fill(line, ' ');
      for (int x = 0; x < width; x++) {
        char letter = letters.get(y)[x];
        line[x] = letter != 0 ? letter : GLYPHS.charAt(ways.get(y)[x]);
      }
      out.append(new String(line).stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
