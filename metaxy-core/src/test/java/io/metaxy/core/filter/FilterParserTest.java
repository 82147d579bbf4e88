package io.metaxy.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaxy.ErrorCode;
import io.metaxy.MetaxyException;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.Schema;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterParserTest {
  private static final Schema COLUMNS = Schema.of(new Column("n", DataType.INT64));

  /** As many conditions on {@code n} with {@code word} in between. */
  private static String chain(String word, int conditions) {
    return IntStream.range(0, conditions)
        .mapToObj(i -> "n > " + i)
        .collect(Collectors.joining(" " + word + " "));
  }

  @Test
  void aChainOfTwoThousandConditionsNeedsLittleStack() throws Exception {
    for (String word : new String[] {"AND", "OR"}) {
      FutureTask<String> parsed =
          new FutureTask<>(() -> FilterParser.parse(chain(word, 2000), COLUMNS).toString());
      new Thread(null, parsed, "parser", 1 << 20).start();
      assertThat(parsed.get(1, TimeUnit.MINUTES)).contains("(col(\"n\") > 1999)");
    }
  }

  @Test
  void notNullAfterAColumnIsIsNotNull() {
    String wanted = FilterParser.parse("n IS NOT NULL", COLUMNS).toString();
    for (String filter : new String[] {"n NOT NULL", "(n) not null", "n NOTNULL"}) {
      assertThat(FilterParser.parse(filter, COLUMNS)).hasToString(wanted);
    }
  }

  @Test
  void aLongerChainIsRefusedForItsLengthAtTheLinkThatIsTooMany() {
    for (String word : new String[] {"AND", "or"}) {
      String filter = chain(word, 5000);
      assertThatThrownBy(() -> FilterParser.parse(filter, COLUMNS))
          .isInstanceOfSatisfying(
              MetaxyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILTER_SYNTAX))
          .hasMessageContaining("too long")
          .hasMessageContaining("IN (");
    }
  }
}
