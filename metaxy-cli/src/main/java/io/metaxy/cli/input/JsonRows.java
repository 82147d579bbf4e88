package io.metaxy.cli.input;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.core.json.JsonText;
import io.metaxy.core.tree.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a JSON Lines file: an object per line, empty lines apart. */
final class JsonRows implements RawRows {
  private final String name;
  private final BufferedReader lines;
  private long line;

  JsonRows(InputStream bytes, String name) {
    this.name = name;
    this.lines =
        new BufferedReader(
            new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  @Override
  public List<String> header() {
    return List.of();
  }

  @Override
  public @Nullable RawRow next() {
    String text;
    try {
      do {
        text = lines.readLine();
        line++;
      } while (text != null && text.isBlank());
    } catch (CharacterCodingException e) {
      throw InputError.at(name, line + 1, "it is not UTF-8", "Convert the file to UTF-8.");
    } catch (IOException e) {
      throw InputError.of(name + " cannot be read.", "Check that it is whole.", e);
    }
    if (text == null) {
      return null;
    }
    Source source = new Source(name + ", line " + line, ErrorCode.INVALID_INPUT);
    try {
      return new RawRow(line, JsonText.exactObject(source, text));
    } catch (MetaxyException e) {
      throw InputError.of(e.problem(), "Write one JSON object per line. Nothing was stored.", e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      // All that was wanted of it has been read.
    }
  }
}
