package io.metaxy.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority and what it signs, made by the JDK's keytool in a folder of the test. */
final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path store;

  /** Makes an authority. */
  Certificates(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.store = folder.resolve("keys.p12");
    pair("authority", "bc:c");
    keytool("-exportcert", "-rfc", "-alias", "authority", "-file", "authority.pem");
  }

  /** The authority's certificate as PEM. */
  Path authority() {
    return folder.resolve("authority.pem");
  }

  /**
   * Makes a key and has its certificate signed.
   *
   * @param extension such as {@code san=dns:localhost}
   */
  void sign(String name, String extension) throws IOException, InterruptedException {
    pair(name, extension);
    keytool("-certreq", "-alias", name, "-file", name + ".csr");
    keytool(
        "-gencert",
        "-rfc",
        "-alias",
        "authority",
        "-ext",
        extension,
        "-infile",
        name + ".csr",
        "-outfile",
        name + ".pem");
    keytool("-importcert", "-noprompt", "-alias", name, "-file", name + ".pem");
  }

  /** A signed certificate as PEM. */
  Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  /** Its key as PEM. */
  Path key(String name) throws IOException, GeneralSecurityException {
    byte[] key = keys().getKey(name, PASSWORD.toCharArray()).getEncoded();
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key);
    return Files.writeString(
        folder.resolve(name + ".key"),
        "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
  }

  /** What a server shows and whom it trusts: those whom the authority signed. */
  SSLContext context(String name) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    KeyStore all = keys();
    char[] password = PASSWORD.toCharArray();
    own.setKeyEntry(name, all.getKey(name, password), password, all.getCertificateChain(name));
    KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
    shown.init(own, password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", all.getCertificate("authority"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void pair(String name, String extension) throws IOException, InterruptedException {
    keytool(
        "-genkeypair", "-keyalg", "RSA", "-alias", name, "-dname", "CN=" + name, "-ext", extension);
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + said);
    }
  }
}
