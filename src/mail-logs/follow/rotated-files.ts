import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { FileIdentity } from "../sources/byte-source.js";
import { openByteSource } from "../sources/byte-source.js";
import type { Compression } from "../sources/decompress.js";
import type { FilePosition } from "./follow-position.js";
import { HEAD_BYTES, hashHead } from "./followed-file.js";

/** A file that a rotation has left beside the log, or the log itself. */
export interface Candidate extends FileIdentity {
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  readonly compression: Compression;
  /** First bytes of the content, decompressed. */
  readonly head: Buffer;
}

// logrotate: mail.log.1, mail.log.2.gz, mail.log-20261124, mail.log-20261124.gz, mail.log-20261124-1700000000
const MAX_NUMBER = 10_000;
const ROTATED = /^[.-](?:\d{1,4}|\d{8}(?:-?\d{1,10})?)(?:\.(?:gz|zst|xz|bz2))?$/;

/** A rotation under way moves files while they are looked at. */
const ATTEMPTS = 50;

/** What stood beside each other at one moment: the log itself (null when there is none), and its rotated files. */
export interface LogFiles {
  readonly named: Candidate | null;
  /** Oldest first. A file and its half-written compressed copy count once. */
  readonly rotated: readonly Candidate[];
}

/** Looks until nothing moved meanwhile: half of one moment and half of the next would hide files, or show them twice. */
export async function listLogFiles(path: string): Promise<LogFiles> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await listInodes(path);
    const named = await lookAt(path);
    const rotated: Candidate[] = [];
    for (const other of before.keys()) {
      const candidate = other === path ? null : await lookAt(other);
      if (candidate !== null) rotated.push(candidate);
    }
    const after = await listInodes(path);
    if (attempt < ATTEMPTS && !isSameListing(before, after)) continue;
    rotated.sort(ageOrder(rotated));
    return { named, rotated: withoutTwins(rotated) };
  }
}

/** Inode numbers by path, of the log and its rotated files. */
async function listInodes(path: string): Promise<Map<string, number>> {
  const folder = dirname(path);
  const name = basename(path);
  const inodes = new Map<string, number>();
  for (const other of await readdir(folder)) {
    if (other !== name && !(other.startsWith(name) && ROTATED.test(other.slice(name.length)))) continue;
    const facts = await stat(join(folder, other)).catch(() => null);
    if (facts !== null) inodes.set(join(folder, other), facts.ino);
  }
  return inodes;
}

function isSameListing(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([path, inode]) => other.get(path) === inode);
}

function withoutTwins(files: readonly Candidate[]): Candidate[] {
  return files.filter((candidate, index) => {
    // Plain before compressed: the compressed copy may not be whole yet.
    const twin = files.find((other, at) => at !== index && isSameContent(other, candidate));
    return twin === undefined || isBetter(candidate, twin);
  });
}

/** What stands at a path now; null for what is no readable file. */
async function lookAt(path: string): Promise<Candidate | null> {
  try {
    const source = await openByteSource(path, noInput());
    const { head, compression, file, size } = source;
    await source.close();
    if (file === null || size === null) return null;
    return { path, ...file, size, compression, head: Buffer.from(head.subarray(0, HEAD_BYTES)) };
  } catch {
    // Gone, or half written: a later look decides.
    return null;
  }
}

/** The candidate that holds what the position speaks of; a plain file under its own inode number first. */
export function findByPosition(candidates: readonly Candidate[], position: FilePosition): Candidate | null {
  const same = candidates.filter((candidate) => hasHead(candidate, position));
  return (
    same.find((candidate) => isSameFile(candidate, position)) ??
    same.find((candidate) => candidate.compression === "none") ??
    same[0] ??
    null
  );
}

function hasHead(candidate: Candidate, position: FilePosition): boolean {
  if (candidate.head.length < position.headLength) return false;
  if (candidate.compression === "none" && candidate.size < position.offset) return false;
  // Nothing had been read of an empty file: only its inode number can tell it.
  if (position.headLength === 0) return isSameFile(candidate, position) && candidate.createdAt === position.createdAt;
  return hashHead(candidate.head.subarray(0, position.headLength)) === position.headHash;
}

function isSameFile(candidate: Candidate, position: FilePosition): boolean {
  return candidate.inode === position.inode && candidate.device === position.device;
}

function isSameContent(one: Candidate, other: Candidate): boolean {
  return one.head.length > 0 && one.head.equals(other.head);
}

function isBetter(candidate: Candidate, twin: Candidate): boolean {
  if (candidate.compression === "none" && twin.compression !== "none") return true;
  if (candidate.compression !== "none" && twin.compression === "none") return false;
  return candidate.path < twin.path;
}

/**
 * Oldest first. Names tell it for sure, as long as they are all of one kind: files grow older with their number, younger
 * with their date. Times of change are as coarse as the kernel's clock, and a late writer touches an old file.
 */
function ageOrder(files: readonly Candidate[]): (one: Candidate, other: Candidate) => number {
  const areNumbered = new Set(files.map(({ path }) => suffixOf(path) < MAX_NUMBER));
  const byName = (one: Candidate, other: Candidate): number => {
    const difference = suffixOf(one.path) - suffixOf(other.path);
    return areNumbered.has(true) ? -difference : difference;
  };
  if (areNumbered.size === 1) return byName;
  return (one, other) => one.modifiedAt - other.modifiedAt || byName(one, other);
}

function suffixOf(path: string): number {
  return Number(/[.-](\d+)(?:\.[a-z0-9]+)?$/.exec(path)?.[1] ?? 0);
}

/** The files behind the last of `known` in their order; those changed since `since` when none of them is listed. */
export function youngerThan(rotated: readonly Candidate[], known: readonly Candidate[], since: number): Candidate[] {
  const last = Math.max(...known.map((candidate) => rotated.indexOf(candidate)), -1);
  if (last >= 0) return rotated.slice(last + 1);
  return rotated.filter(({ modifiedAt }) => modifiedAt >= since);
}

async function* noInput(): AsyncGenerator<Buffer> {}
