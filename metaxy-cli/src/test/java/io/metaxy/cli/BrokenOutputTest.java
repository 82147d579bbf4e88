package io.metaxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that cannot be written are no success. */
class BrokenOutputTest extends CommandTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void rows() {
    write("sample_uid,confidence\n1,0.5\n").succeeds();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata read --feature predictions --format csv",
        "metadata read --feature predictions --format json",
        "metadata read --feature predictions",
        "metadata status",
        "graph render",
        "list features",
        "config print",
        "completion",
        "--help"
      })
  void aFullDiskIsAnError(String command) {
    assertThat(runInto("No space left on device", command)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("cannot be written", "No space left on device", "Make room");
  }

  @Test
  void aReaderThatHasEnoughIsNone() {
    assertThat(runInto("Broken pipe", "metadata read --feature predictions --format csv")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private int runInto(String failure, String command) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException(failure);
          }
        };
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new Results(broken),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            folder,
            Map.of(),
            false,
            question -> Optional.empty());
    return new CommandRunner(console).run(command.split(" "));
  }
}
