import { type ConsoleKey, useWords } from "../words/words.js";
import { Chip, type Tone } from "./chip.js";
import type { IconName } from "./icon.js";

type ChipKey = Extract<ConsoleKey, `consoleChip.${string}`>;

interface Shown {
  readonly words: ChipKey;
  readonly tone: Tone;
  readonly icon: IconName;
}

/** How each state is named and shown, in lists and alone. */
export const SENDER_STATES = {
  ALLOWED: { words: "consoleChip.maySend", tone: "ok", icon: "checkRing" },
  QUEUED: { words: "consoleChip.queued", tone: "wait", icon: "clock" },
  ASKED: { words: "consoleChip.waitingAnswer", tone: "wait", icon: "clock" },
  APPROVAL: { words: "consoleChip.waitingApproval", tone: "wait", icon: "tray" },
  HELD: { words: "consoleChip.held", tone: "wait", icon: "clock" },
  RETURNED: { words: "consoleChip.cameBack", tone: "act", icon: "returned" },
  PAUSED: { words: "consoleChip.paused", tone: "act", icon: "pause" },
  DENIED: { words: "consoleChip.denied", tone: "over", icon: "bar" },
  REVOKED: { words: "consoleChip.revoked", tone: "over", icon: "back" },
  REVOKING: { words: "consoleChip.revoking", tone: "wait", icon: "turning" },
  EXPIRED: { words: "consoleChip.expired", tone: "over", icon: "ended" },
  NOT_ASKED: { words: "consoleChip.notAsked", tone: "over", icon: "help" },
  SUSPENDED: { words: "consoleChip.suspended", tone: "harm", icon: "lock" },
} as const satisfies Record<string, Shown>;

export const MODES = {
  OFF: { words: "consoleChip.off", tone: "over", icon: "bar" },
  MONITOR: { words: "consoleChip.monitor", tone: "wait", icon: "eye" },
  WARN: { words: "consoleChip.warn", tone: "act", icon: "look" },
  ENFORCE: { words: "consoleChip.enforce", tone: "ok", icon: "shield" },
} as const satisfies Record<string, Shown>;

export type SenderStateName = keyof typeof SENDER_STATES;
export type ModeName = keyof typeof MODES;

export function SenderChip({ state }: { readonly state: SenderStateName }) {
  const { say } = useWords();
  const { words, tone, icon } = SENDER_STATES[state];
  return (
    <Chip tone={tone} icon={icon}>
      {say(words)}
    </Chip>
  );
}

export function ModeChip({ mode }: { readonly mode: ModeName }) {
  const { say } = useWords();
  const { words, tone, icon } = MODES[mode];
  return (
    <Chip tone={tone} icon={icon} isMode>
      {say(words)}
    </Chip>
  );
}
