import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeServerDirectory, startGuardedServer } from "./guarded-server.js";
import { type PhpValue, phpConfiguration } from "./php-configuration.js";
import { freePort } from "./ports.js";
import { requireProgram } from "./system-parts.js";

export interface RoundcubePlugin {
  readonly name: string;
  /** Puts it and its configuration into Roundcube's folder. */
  install(roundcube: string): void;
}

/** A copy of this folder, with these settings as its `config.inc.php`. */
export function copiedPlugin(
  name: string,
  source: string,
  settings: Readonly<Record<string, PhpValue>>,
): RoundcubePlugin {
  return {
    name,
    install(roundcube) {
      const plugin = join(roundcube, "plugins", name);
      cpSync(source, plugin, { recursive: true });
      writeFileSync(join(plugin, "config.inc.php"), phpConfiguration(settings));
    },
  };
}

export interface RoundcubeOptions {
  readonly imapPort: number;
  readonly submissionPort: number;
  readonly plugin?: RoundcubePlugin;
  /** Added to Roundcube's own `config.inc.php`. */
  readonly settings?: Readonly<Record<string, PhpValue>>;
}

export interface Roundcube {
  readonly url: string;
  readonly directory: string;
  /** What Roundcube and PHP have logged, file by file. */
  log(): string;
  /** Sets settings of the plugin anew; the next request obeys them. */
  configurePlugin(settings: Readonly<Record<string, PhpValue>>): void;
  stop(): Promise<void>;
}

const ROUNDCUBE = "/usr/share/roundcube";
const CONFIGURATION = "/etc/roundcube";
const DEBIAN_PLUGINS = ["jqueryui", "filesystem_attachments"];

/** A private Roundcube of Debian's files, with a database, logs and plugins of its own, served by PHP's own server. */
export async function startRoundcube(options: RoundcubeOptions): Promise<Roundcube> {
  const php = requireProgram("php-cli", "/usr/bin/php");
  const setsid = requireProgram("util-linux", "/usr/bin/setsid");
  requireProgram("roundcube-core", join(ROUNDCUBE, "index.php"));
  const directory = makeServerDirectory("roundcube");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const { plugin } = options;
  linkProgram(directory);
  const configurePlugin = (settings: Readonly<Record<string, PhpValue>>) => {
    if (plugin === undefined) throw new Error("this Roundcube has no plugin");
    writeFileSync(join(directory, "plugins", plugin.name, "config.inc.php"), phpConfiguration(settings));
  };
  plugin?.install(directory);
  writeFileSync(join(directory, "config/config.inc.php"), phpConfiguration(ownSettings(directory, options)));

  const server = await startGuardedServer({
    name: "Roundcube",
    directory,
    logFile: join(directory, "logs/errors.log"),
    // PHP's server ends without its workers; in a session of their own they are stopped together.
    command: setsid,
    arguments: [
      php,
      ...["-d", `error_log=${directory}/logs/php.log`, "-d", "log_errors=1"],
      // A changed configuration counts at once, not within two seconds.
      ...["-d", "opcache.enable_cli=1", "-d", "opcache.revalidate_freq=0"],
      ...["-S", `127.0.0.1:${port}`, "-t", join(directory, "public_html")],
    ],
    environment: { ...process.env, PHP_CLI_SERVER_WORKERS: "4" },
    isReady: async () => {
      const answer = await fetch(url).catch(() => null);
      return answer?.ok === true && (await answer.text()).includes("rcmloginuser");
    },
  });
  return {
    url,
    directory,
    configurePlugin,
    log: () =>
      readdirSync(join(directory, "logs"))
        .map((name) => readFileSync(join(directory, "logs", name), "utf8"))
        .join(""),
    stop: server.stop,
  };
}

/** The folders in which Roundcube looks for itself, all but what is ours linked to Debian's. */
function linkProgram(directory: string): void {
  for (const name of ["config", "db", "temp", "logs", "plugins", "skins", "public_html", "public_html/program"]) {
    mkdirSync(join(directory, name));
  }
  const link = (target: string, name: string) => {
    if (!existsSync(target) && target.startsWith("/")) requireProgram("roundcube-core", target);
    symlinkSync(target, join(directory, name));
  };
  for (const name of ["program", "SQL", "index.php", "skins/elastic"]) link(join(ROUNDCUBE, name), name);
  for (const name of DEBIAN_PLUGINS) link(join(ROUNDCUBE, "plugins", name), `plugins/${name}`);
  for (const name of ["program/js", "program/resources"]) link(join(ROUNDCUBE, name), `public_html/${name}`);
  for (const name of ["plugins", "skins"]) link(`../${name}`, `public_html/${name}`);
  for (const name of ["defaults.inc.php", "mimetypes.php"]) link(join(CONFIGURATION, name), `config/${name}`);
  writeFileSync(
    join(directory, "public_html/index.php"),
    "<?php\ndefine('INSTALL_PATH', realpath(__DIR__ . '/..') . '/');\ninclude INSTALL_PATH . 'index.php';\n",
  );
}

function ownSettings(directory: string, options: RoundcubeOptions): Readonly<Record<string, PhpValue>> {
  return {
    db_dsnw: `sqlite:///${directory}/db/roundcube.db?mode=0640`,
    imap_host: `127.0.0.1:${options.imapPort}`,
    smtp_host: `127.0.0.1:${options.submissionPort}`,
    smtp_user: "%u",
    smtp_pass: "%p",
    des_key: "twenty-four characters!!",
    plugins: options.plugin === undefined ? [] : [options.plugin.name],
    language: "en_US",
    log_driver: "file",
    log_dir: `${directory}/logs`,
    temp_dir: `${directory}/temp`,
    draft_autosave: 0,
    identities_level: 0,
    ...options.settings,
  };
}
