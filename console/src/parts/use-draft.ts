import { useState } from "react";
import { keptInTab } from "../kept.js";

type Values = Readonly<Record<string, string>>;

export interface Draft<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  /** What differs from what is saved. */
  readonly changed: readonly Name[];
  set(name: Name, value: string): void;
  discard(): void;
}

/**
 * What is typed over what is saved, as long as the tab is open: it outlives a reload, and what somebody else saves
 * meanwhile shows in the fields that nobody typed in.
 */
export function useDraft<Name extends string>(key: string, saved: Readonly<Record<Name, string>>): Draft<Name> {
  const place = `mayfrom.draft.${key}`;
  const [typed, setTyped] = useState<Values>(() => kept(place));
  const names = Object.keys(saved) as Name[];
  const changed = names.filter((name) => typed[name] !== undefined && typed[name] !== saved[name]);
  const values = { ...saved, ...Object.fromEntries(changed.map((name) => [name, typed[name]])) } as Record<
    Name,
    string
  >;
  const keep = (next: Values) => {
    setTyped(next);
    if (Object.keys(next).length === 0) keptInTab.remove(place);
    else keptInTab.set(place, JSON.stringify(next));
  };
  return {
    values,
    changed,
    set: (name, value) => keep({ ...typed, [name]: value }),
    discard: () => keep({}),
  };
}

function kept(place: string): Values {
  try {
    return JSON.parse(keptInTab.get(place) ?? "{}") as Values;
  } catch {
    return {};
  }
}
