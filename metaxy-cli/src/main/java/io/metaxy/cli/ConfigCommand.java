package io.metaxy.cli;

import io.metaxy.core.config.MetaxyConfig;
import io.metaxy.core.config.Setting;
import io.metaxy.schema.Column;
import io.metaxy.schema.DataType;
import io.metaxy.schema.RowCursor;
import io.metaxy.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "config",
    description = "Look at the configuration.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
  private static final Schema SCHEMA =
      Schema.of(
          new Column("setting", DataType.STRING),
          new Column("value", DataType.STRING),
          new Column("from", DataType.STRING));

  private final Session session;

  @Spec CommandSpec spec;

  ConfigCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  @Command(
      name = "print",
      description = "Print every setting and where it comes from; secrets are hidden.",
      mixinStandardHelpOptions = true)
  int print(@Mixin FormatOption format) {
    List<@Nullable Object[]> lines = new ArrayList<>();
    for (Setting setting : MetaxyConfig.find(session.console().directory()).settings()) {
      Object value = setting.value();
      lines.add(
          new @Nullable Object[] {
            setting.name(), value == null ? null : ValueText.of(value), setting.origin()
          });
    }
    new Output(session.console(), format.format).print(RowCursor.of(SCHEMA, lines));
    return 0;
  }
}
