package io.metaxy.clickhouse;

import com.clickhouse.client.api.query.QueryResponse;
import io.metaxy.schema.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an answer, one after the other. */
final class Result {
  private final Answer answer;
  private final Decoder[] decoders;
  private final @Nullable Object[] row;

  private Result(Answer answer, Decoder[] decoders) {
    this.answer = answer;
    this.decoders = decoders;
    this.row = new @Nullable Object[decoders.length];
  }

  /**
   * Reads the head of an answer.
   *
   * @param wanted the types that values shall have; what comes behind is text
   * @throws NeedsTexts if values of some columns cannot be read as they are sent
   */
  static Result of(QueryResponse response, List<DataType> wanted) throws IOException, NeedsTexts {
    Answer answer = new Answer(response.getInputStream());
    int columns = answer.length();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      names.add(answer.text());
    }
    Decoder[] decoders = new Decoder[columns];
    List<String> unread = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      Decoder decoder =
          Decoder.of(
              TypeText.parse(answer.text()), i < wanted.size() ? wanted.get(i) : DataType.STRING);
      if (decoder == null) {
        unread.add(names.get(i));
      } else {
        decoders[i] = decoder;
      }
    }
    if (!unread.isEmpty()) {
      throw new NeedsTexts(unread);
    }
    return new Result(answer, decoders);
  }

  /** Goes to the next row. */
  boolean next() throws IOException {
    if (answer.ends()) {
      return false;
    }
    for (int i = 0; i < decoders.length; i++) {
      row[i] = decoders[i].read(answer);
    }
    return true;
  }

  /** The present row; it changes with the next. */
  @Nullable Object[] row() {
    return row;
  }

  /** Columns of types that only the engine can print. */
  static final class NeedsTexts extends Exception {
    private static final long serialVersionUID = 1;
    private final transient List<String> columns;

    NeedsTexts(List<String> columns) {
      super("of a type without a counterpart: " + columns);
      this.columns = columns;
    }

    List<String> columns() {
      return columns;
    }
  }
}
