package io.metaxy.cli;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.cli.graph.Drawing;
import io.metaxy.cli.graph.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints pictures, or writes them to a file. */
final class Pictures {
  private final Console console;
  private final DrawOptions options;

  Pictures(Console console, DrawOptions options) {
    this.console = console;
    this.options = options;
  }

  void print(Drawing drawing, Form form) {
    write(options.part(drawing), form);
  }

  /** A picture with lines; a tree if that would be wider than the terminal. */
  void printToFit(Drawing drawing) {
    Drawing part = options.part(drawing);
    int width =
        Form.PICTURE.draw(part, options.show(), 0).lines().mapToInt(String::length).max().orElse(0);
    if (options.output == null && width > console.width()) {
      console
          .err()
          .println(
              "The picture needs "
                  + width
                  + " columns, so here is a tree. --type picture draws it all the same; --minimal"
                  + " and --feature make it smaller.");
      write(part, Form.TREE);
    } else {
      write(part, Form.PICTURE);
    }
  }

  private void write(Drawing drawing, Form form) {
    String text = form.draw(drawing, options.show(), console.width());
    if (options.output == null) {
      console.out().print(text);
      return;
    }
    Path file = console.directory().resolve(options.output);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new MetaxyException(
          ErrorCode.READ_ONLY,
          "File " + file + " cannot be written (" + e + ").",
          "Name a file in a folder that exists and may be written.",
          e);
    }
    console.err().println("Wrote " + options.output + ".");
  }
}
