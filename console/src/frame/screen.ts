import type { ComponentType } from "react";
import type { IconName } from "../parts/icon.js";
import type { ConsoleKey } from "../words/words.js";
import type { ScopeKind } from "./scope.js";

/** Keys of texts without parameters. */
export type TitleKey = Extract<ConsoleKey, `consolePage.${string}`>;

/** One screen of the console: a feature folder exports it, and `screens.ts` lists it. */
export interface Screen {
  /** After the scope, as TanStack Router writes paths: `requests`, `mailboxes/$address/senders`; empty for the first. */
  readonly path: string;
  readonly title: TitleKey;
  /** Where the name is too long for a phone's bar. */
  readonly phoneTitle?: TitleKey;
  readonly icon: IconName;
  readonly scopes: readonly ScopeKind[];
  /** False for what is reached from another screen: `under` is then the path of that one. */
  readonly isInNavigation?: boolean;
  readonly under?: string;
  /** How many wait for this person; shown beside its name. */
  readonly useCount?: () => number | null;
  /** Loaded when it is first opened. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}
