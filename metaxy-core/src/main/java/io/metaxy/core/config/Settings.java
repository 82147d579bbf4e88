package io.metaxy.core.config;

import io.metaxy.core.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the values of a configuration for a person to look at. */
final class Settings {
  private static final Map<String, Object> DEFAULTS = defaults();

  private final List<Setting> settings = new ArrayList<>();

  private Settings() {}

  private static Map<String, Object> defaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put(ConfigKeys.STORE, MetaxyConfig.DEFAULT_STORE);
    defaults.put(ConfigKeys.LENGTH, (long) MetaxyConfig.DEFAULT_LENGTH);
    defaults.put(ConfigKeys.CREATE, false);
    defaults.put(ConfigKeys.MAPS, false);
    return defaults;
  }

  static List<Setting> of(Node root) {
    Settings all = new Settings();
    root.table()
        .forEach(
            (key, node) -> {
              if (key.equals(ConfigKeys.STORES) && node.isTable()) {
                node.table().forEach((name, store) -> all.addStore(key + "." + name, store));
              } else {
                all.add(key, key, node, Set.of());
              }
            });
    DEFAULTS.forEach(
        (key, value) -> {
          if (root.find(key).isEmpty()) {
            all.settings.add(new Setting(key, value, Setting.DEFAULT));
          }
        });
    return all.settings;
  }

  /** The values of a store, whose backend says what is secret among its options. */
  private void addStore(String name, Node store) {
    Set<String> secret =
        store.isTable()
            ? store
                .find(ConfigKeys.TYPE)
                .filter(Node::isText)
                .map(type -> SecretOptions.of(type.text()))
                .orElse(Set.of())
            : Set.of();
    add(name, ConfigKeys.STORES, store, secret);
  }

  private void add(String name, String key, Node node, Set<String> secret) {
    if (secret.contains(key) || Secrets.isSecret(key)) {
      settings.add(new Setting(name, node.plain() == null ? null : Setting.HIDDEN, node.origin()));
    } else if (node.isTable()) {
      node.table().forEach((inner, entry) -> add(name + "." + inner, inner, entry, secret));
    } else {
      settings.add(new Setting(name, shown(node), node.origin()));
    }
  }

  /** A value without the secrets inside it. */
  private static @Nullable Object shown(Node node) {
    if (node.isList()) {
      List<@Nullable Object> items = new ArrayList<>();
      node.list().forEach(item -> items.add(shown(item)));
      return items;
    }
    if (node.isTable()) {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      node.table()
          .forEach(
              (key, entry) ->
                  entries.put(
                      key,
                      Secrets.isSecret(key) && entry.plain() != null
                          ? Setting.HIDDEN
                          : shown(entry)));
      return entries;
    }
    return Secrets.withoutPasswords(node.plain());
  }
}
