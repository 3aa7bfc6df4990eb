import type { ConsoleKey } from "../words/words.js";

type KindKey = Extract<ConsoleKey, `consoleMailKind.${string}`>;

/** By how the name of a template begins; the first that fits. */
const KINDS: readonly (readonly [beginning: string, words: KindKey])[] = [
  ["question", "consoleMailKind.question"],
  ["owner-reminder", "consoleMailKind.reminder"],
  ["owner-link", "consoleMailKind.ownerLink"],
  ["owner-", "consoleMailKind.ownerNews"],
  ["approval-request", "consoleMailKind.approval"],
  ["asker-news", "consoleMailKind.askerNews"],
  ["profile-proposal", "consoleMailKind.alert"],
  ["digest", "consoleMailKind.digest"],
  ["announcement", "consoleMailKind.digest"],
  ["credential-notice", "consoleMailKind.credential"],
  ["email-confirmation", "consoleMailKind.confirmation"],
  ["alert-", "consoleMailKind.alert"],
  ["complaint-alert", "consoleMailKind.alert"],
  ["security-alert", "consoleMailKind.alert"],
  ["mail-refusals", "consoleMailKind.alert"],
  ["enforcement-hold", "consoleMailKind.alert"],
];

export function kindWords(kind: string): KindKey {
  return KINDS.find(([beginning]) => kind.startsWith(beginning))?.[1] ?? "consoleMailKind.other";
}
