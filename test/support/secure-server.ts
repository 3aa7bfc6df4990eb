import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atEndOfFile } from "./end-of-file.js";
import { requireProgram } from "./system-parts.js";

let made: { readonly key: Buffer; readonly cert: Buffer } | null = null;

/** An HTTPS server of this machine with a certificate of its own, which a browser has to be told to believe. */
export async function serveSecurely(port: number, listener: RequestListener): Promise<void> {
  made ??= makeCertificate();
  const server = createServer(made, listener);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  atEndOfFile(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
}

function makeCertificate() {
  const openssl = requireProgram("openssl", "/usr/bin/openssl");
  const folder = mkdtempSync(join(tmpdir(), "mayfrom-certificate-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  execFileSync(openssl, ["req", "-x509", ...kind, "-subj", "/CN=localhost", "-keyout", key, "-out", cert], {
    stdio: "ignore",
  });
  const files = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return files;
}
