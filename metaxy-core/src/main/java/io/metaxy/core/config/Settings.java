package io.metaxy.core.config;

import io.metaxy.core.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the values of a configuration for a person to look at. */
final class Settings {
  private static final Map<String, Object> DEFAULTS = defaults();

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
    List<Setting> settings = new ArrayList<>();
    root.table().forEach((key, node) -> add(settings, key, key, node));
    DEFAULTS.forEach(
        (key, value) -> {
          if (root.find(key).isEmpty()) {
            settings.add(new Setting(key, value, Setting.DEFAULT));
          }
        });
    return settings;
  }

  private static void add(List<Setting> settings, String name, String key, Node node) {
    if (node.isTable()) {
      node.table().forEach((inner, entry) -> add(settings, name + "." + inner, inner, entry));
    } else {
      settings.add(new Setting(name, Secrets.hidden(key, node.plain()), node.origin()));
    }
  }
}
