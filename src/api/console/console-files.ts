import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { html, type SafeHtml } from "../../web/index.js";
import { noSuchPath } from "../http-answers.js";

/** `scripts/build-console.mjs` puts it there. */
const FOLDER = fileURLToPath(
  new URL(import.meta.url.endsWith(".ts") ? "../../../dist/console/" : "../../../console/", import.meta.url),
);
const MANIFEST = `${FOLDER}manifest.json`;
const ENTRY = "src/main.tsx";

const TYPES: ReadonlyMap<string, string> = new Map([
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".woff2", "font/woff2"],
  [".svg", "image/svg+xml"],
]);

/** By coding, the smallest first. */
const CODINGS = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

type Manifest = ReadonlyMap<string, ManifestEntry>;

interface BuiltConsole {
  /** Octets by file name, compressed ones beside what they are of. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Its style sheets and scripts, for the head of a page. */
  readonly head: SafeHtml;
}

let kept: BuiltConsole | null = null;

/** What was built of the console; null where nothing was. Read once: a build beside a running server changes nothing. */
export function builtConsole(): BuiltConsole | null {
  if (kept === null && existsSync(MANIFEST)) kept = readConsole();
  return kept;
}

/** `/console/assets/{name}`: their names tell their content, so that browsers keep them. */
export function registerConsoleFiles(app: FastifyInstance): void {
  app.get<{ Params: { name: string } }>("/console/assets/:name", async (request, reply) => {
    const { name } = request.params;
    const files = builtConsole()?.files;
    const type = TYPES.get(extname(name));
    const plain = files?.get(name);
    if (plain === undefined || type === undefined) throw noSuchPath();
    reply.header("cache-control", "public, max-age=31536000, immutable").header("vary", "accept-encoding").type(type);
    for (const [coding, ending] of CODINGS) {
      const coded = files?.get(name + ending);
      if (coded !== undefined && takes(request, coding)) return reply.header("content-encoding", coding).send(coded);
    }
    return reply.send(plain);
  });
}

function takes({ headers }: FastifyRequest, coding: string): boolean {
  const accepted = String(headers["accept-encoding"] ?? "").toLowerCase();
  return accepted.split(",").some((each) => {
    const [name = "", quality = ""] = each.split(";");
    return name.trim() === coding && !/q=0(\.0*)?$/.test(quality.trim());
  });
}

function readConsole(): BuiltConsole {
  const folder = `${FOLDER}assets/`;
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(folder + name)] as const));
  const entries = JSON.parse(readFileSync(MANIFEST, "utf8")) as Readonly<Record<string, ManifestEntry>>;
  return { files, head: headOf(new Map(Object.entries(entries))) };
}

/** The script that begins, with what it needs at once asked for beside it. */
function headOf(manifest: Manifest): SafeHtml {
  const entry = manifest.get(ENTRY);
  if (entry === undefined) throw new Error(`${MANIFEST} does not name ${ENTRY}: build the console anew`);
  const first = [entry, ...importsOf(manifest, entry, new Set())];
  const sheets = [...new Set(first.flatMap(({ css = [] }) => css))];
  return html`${sheets.map((file) => html`<link rel="stylesheet" href="/console/${file}">`)}
${first.slice(1).map(({ file }) => html`<link rel="modulepreload" href="/console/${file}">`)}
<script type="module" src="/console/${entry.file}"></script>`;
}

function importsOf(manifest: Manifest, { imports = [] }: ManifestEntry, seen: Set<string>): ManifestEntry[] {
  return imports.flatMap((name) => {
    const found = manifest.get(name);
    if (found === undefined || seen.has(name)) return [];
    seen.add(name);
    return [found, ...importsOf(manifest, found, seen)];
  });
}
