import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { emptyFrame, readSyslogFrame } from "../framing/frame.js";
import type { LogTimeReader } from "../framing/log-time.js";
import type { IngestSummary } from "../summary.js";
import { detectCompression } from "./decompress.js";

const HEAD_BYTES = 64 * 1024;

/** Directories become the files in them (`new` and `cur` of a maildir). What is not there is counted and left out. */
export async function expandSources(
  paths: readonly string[],
  summary: IngestSummary,
): Promise<{ paths: string[]; bytesTotal: number | null }> {
  const expanded: string[] = [];
  let bytesTotal: number | null = 0;
  for (const path of paths) {
    if (path === "-") {
      expanded.push(path);
      bytesTotal = null;
      continue;
    }
    try {
      const facts = await stat(path);
      const files = facts.isDirectory() ? await listDirectory(path) : [path];
      for (const file of files) {
        expanded.push(file);
        const size = file === path ? facts.size : (await stat(file)).size;
        if (bytesTotal !== null) bytesTotal += size;
      }
    } catch (error) {
      summary.sources += 1;
      summary.skip("unreadable-source", path, null, error instanceof Error ? error.message : String(error));
    }
  }
  return { paths: expanded, bytesTotal };
}

async function listDirectory(path: string): Promise<string[]> {
  const names = await readdir(path);
  const isMaildir = names.includes("cur") && names.includes("new");
  const folders = isMaildir ? [join(path, "new"), join(path, "cur")] : [path];
  const files: string[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries) {
      if (entry.isFile() && !entry.name.startsWith(".")) files.push(join(folder, entry.name));
    }
  }
  return files.sort();
}

/**
 * Oldest log first, because a shell lists `mail.log` before `mail.log.1` and a message's lines may span both. Left as
 * it is when one of the files does not open with a line whose time can be read.
 */
export async function orderByTime(paths: readonly string[], times: LogTimeReader): Promise<string[]> {
  if (paths.length < 2 || paths.length > 1000 || paths.includes("-")) return [...paths];
  const dated: { path: string; time: number }[] = [];
  for (const path of paths) {
    const time = firstTime(await readHead(path), times);
    if (time === null) return [...paths];
    dated.push({ path, time });
  }
  return dated.sort((one, other) => one.time - other.time).map(({ path }) => path);
}

function firstTime(head: string, times: LogTimeReader): number | null {
  const frame = emptyFrame("");
  for (const line of head.split("\n", 20)) {
    if (readSyslogFrame(line, frame)) {
      const time = times.read(frame.stamp);
      if (time !== null) return time;
    }
    const stamp = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S*/.exec(line);
    if (stamp !== null) return times.read(stamp[0]);
  }
  return null;
}

/** The first octets of the content; "" for what cannot be looked into cheaply. */
async function readHead(path: string): Promise<string> {
  try {
    const file = await open(path, "r");
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const head = buffer.subarray(0, bytesRead);
      switch (detectCompression(head)) {
        case "none":
          return head.toString("latin1");
        case "gzip":
          return await gunzipHead(head);
        default:
          return "";
      }
    } finally {
      await file.close();
    }
  } catch {
    // The reader itself will meet the same error and count it with its place.
    return "";
  }
}

function gunzipHead(head: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const gunzip = createGunzip();
    // The head breaks off in the middle of the archive, which is an error only after its data.
    gunzip.once("data", (chunk: Buffer) => resolve(chunk.toString("latin1", 0, HEAD_BYTES)));
    gunzip.once("error", () => resolve(""));
    gunzip.once("end", () => resolve(""));
    gunzip.end(head);
  });
}
