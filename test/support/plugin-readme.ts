import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type PhpValue, phpValue } from "./php-configuration.js";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const README = readFileSync(join(REPOSITORY, "integrations/roundcube/README.md"), "utf8");
/** Where Debian's Roundcube has its plugins; a private one has them in a folder of its own. */
const DEBIAN = "/usr/share/roundcube";

/** The steps of the plugin's README, as they stand there: what it says is what is run. */
export const pluginReadme = {
  /** Step 1: the plugin's folder among Roundcube's. */
  copyPlugin(roundcube: string): void {
    runAll(step(1, "sh").replaceAll(DEBIAN, roundcube), REPOSITORY);
  },

  /** Step 2: the key and its public half, in this folder. */
  makeKey(directory: string): { readonly keyFile: string; readonly pem: string } {
    runAll(step(2, "sh"), directory);
    return { keyFile: join(directory, "mayfrom.key"), pem: readFileSync(join(directory, "mayfrom.pub"), "utf8") };
  },

  /** Step 3: the document that registers the issuer, and the names in it. */
  registration(): Readonly<Record<"document" | "issuer" | "audience" | "keyId", string>> {
    const document = step(3, "graphql");
    const value = (name: string) => {
      const [, found] = new RegExp(`${name}: "([^"]*)"`).exec(document) ?? [];
      if (found === undefined) throw new Error(`the README registers no ${name}`);
      return found;
    };
    return { document, issuer: value("issuer"), audience: value("audience"), keyId: value("keyId") };
  },

  /** Step 4: the sample of the configuration, with these settings in the place of its own. */
  configure(plugin: string, settings: Readonly<Record<string, PhpValue>>): void {
    const file = join(plugin, "config.inc.php");
    copyFileSync(join(plugin, "config.inc.php.dist"), file);
    let text = readFileSync(file, "utf8");
    for (const [name, value] of Object.entries(settings)) {
      const line = new RegExp(`^\\$config\\['${name}'\\] = .*;$`, "m");
      if (!line.test(text)) throw new Error(`config.inc.php.dist has no ${name}`);
      text = text.replace(line, () => `$config['${name}'] = ${phpValue(value)};`);
    }
    writeFileSync(file, text);
  },

  /** What tells Roundcube's database the new name of a renamed mailbox. */
  renameInWebmail(former: string, address: string): string {
    const [, statement] = /^```sql\n(.*?)^```/ms.exec(README) ?? [];
    if (statement === undefined) throw new Error("the plugin's README has no SQL");
    return statement.replaceAll("former@example.net", former).replaceAll("new@example.net", address);
  },
};

function step(number: number, language: string): string {
  const [, text] = new RegExp(`^${number}\\. (.*?)(?=^${number + 1}\\. |^## )`, "ms").exec(README) ?? [];
  const [, block] = new RegExp(`^ *\`\`\`${language}\\n(.*?)^ *\`\`\``, "ms").exec(text ?? "") ?? [];
  if (block === undefined) throw new Error(`step ${number} of the plugin's README has no ${language}`);
  return block;
}

function runAll(commands: string, directory: string): void {
  execFileSync("/bin/sh", ["-eu", "-c", commands], { cwd: directory, stdio: "pipe" });
}
