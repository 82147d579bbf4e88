package io.metaxy.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/**
 * The tree of commands. Only the branch that the first words name is built, because the library
 * takes milliseconds for each command; words that name none get the whole tree, and so the help and
 * the near misses of all.
 */
final class CommandTree {
  private static final List<Class<?>> COMMANDS =
      List.of(
          MetadataCommand.class,
          ListCommand.class,
          DescribeCommand.class,
          GraphCommand.class,
          GraphDiffCommand.class,
          HistoryCommand.class,
          PushCommand.class,
          LockCommand.class,
          ConfigCommand.class,
          DemoCommand.class,
          CompletionCommand.class);

  /** Those below a command. */
  private static final Map<String, List<Class<?>>> BRANCHES =
      Map.of(
          "metadata",
          List.of(
              WriteCommand.class,
              ReadCommand.class,
              DeleteCommand.class,
              StatusCommand.class,
              ResolveCommand.class,
              CopyCommand.class,
              RebaseCommand.class,
              DropCommand.class,
              MaintainCommand.class),
          "graph",
          List.of(RenderGraphCommand.class),
          "graph-diff",
          List.of(RenderGraphDiffCommand.class));

  private static final Version VERSION = new Version();

  private final IFactory factory;

  CommandTree(IFactory factory) {
    this.factory = factory;
  }

  /** The root, with at least the command that {@code words} begin with. */
  CommandLine of(List<String> words) {
    CommandLine root = new CommandLine(new MetaxyCommand(), factory);
    add(root, COMMANDS, words);
    List<String> after = words.isEmpty() ? words : words.subList(1, words.size());
    BRANCHES.forEach(
        (name, commands) -> {
          CommandLine branch = root.getSubcommands().get(name);
          if (branch != null) {
            add(branch, commands, after);
          }
        });
    setVersion(root);
    return root;
  }

  /** Each command has the option for the version; there is one version. */
  private static void setVersion(CommandLine command) {
    command.getCommandSpec().versionProvider(VERSION);
    for (CommandLine below : command.getSubcommands().values()) {
      setVersion(below);
    }
  }

  private static void add(CommandLine parent, List<Class<?>> commands, List<String> words) {
    Optional<Class<?>> named =
        words.isEmpty()
            ? Optional.empty()
            : commands.stream().filter(c -> name(c).equals(words.get(0))).findFirst();
    // No lambda over the library's types: it would keep them out of the archive of loaded classes.
    for (Class<?> command : named.isPresent() ? List.<Class<?>>of(named.get()) : commands) {
      parent.addSubcommand(command);
    }
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
