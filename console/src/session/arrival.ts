import { IS_FRAMED } from "../frame/framed.js";
import type { OpenedEntry, Session, SessionStart } from "./session.js";

export interface Arrival extends SessionStart {
  /** Somebody whom a panel signs in, and who has not said yet that it is them. */
  readonly entry: OpenedEntry | null;
  /** A link from a panel was used before, or is over. */
  readonly isEntryOver: boolean;
}

const ENTRY = /^#entry=(mfh_[\w-]+)$/;

/** The code that a panel put behind the address, which is taken out of it before anything else happens. */
export function takeEntryCode(): string | null {
  const code = ENTRY.exec(location.hash)?.[1] ?? null;
  if (code !== null) history.replaceState(history.state, "", location.pathname + location.search);
  return code;
}

/**
 * Who is signed in, after what the link says. Whom it signs in is asked first, as anybody can send a link: but not who is
 * signed in as the same already, nor in a frame, which stands in no page but those that the operator named.
 */
export async function arrive(session: Session, code: string | null): Promise<Arrival> {
  const start = await session.start(location.search);
  if (code === null) return { ...start, entry: null, isEntryOver: false };
  const entry = await session.openEntry(code);
  if (entry === null) return { ...start, entry, isEntryOver: !start.isSignedIn };
  if (start.login === entry.login) return { ...start, entry: null, isEntryOver: false };
  if (!IS_FRAMED) return { ...start, frame: entry.frame, entry, isEntryOver: false };
  const { state } = await session.takeEntry(entry.ticket);
  return { ...(await session.start(location.search)), entry: null, isEntryOver: state !== "SIGNED_IN" };
}
