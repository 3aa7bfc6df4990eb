import { useSyncExternalStore } from "react";
import { keptForGood } from "../kept.js";

/** Of one login, in this browser. */
const MAX_KEPT = 20;

const listeners = new Set<() => void>();

/** Shown from now on, on every screen and after the page was loaded anew, until it is forgotten. */
export function keepJob(login: string, id: string): void {
  write(login, [...idsIn(textFor(login)), id].slice(-MAX_KEPT));
}

export function forgetJob(login: string, id: string): void {
  write(
    login,
    idsIn(textFor(login)).filter((kept) => kept !== id),
  );
}

/** Ids of the batches that this login started here and has not dismissed, oldest first. */
export function useKeptJobs(login: string): readonly string[] {
  return idsIn(useSyncExternalStore(listen, () => textFor(login)));
}

function nameFor(login: string): string {
  return `mayfrom.jobs.${login}`;
}

function textFor(login: string): string {
  return keptForGood.get(nameFor(login)) ?? "";
}

function idsIn(text: string): string[] {
  return text.split(" ").filter((id) => id !== "");
}

function write(login: string, ids: readonly string[]): void {
  if (ids.length === 0) keptForGood.remove(nameFor(login));
  else keptForGood.set(nameFor(login), ids.join(" "));
  for (const tell of listeners) tell();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
