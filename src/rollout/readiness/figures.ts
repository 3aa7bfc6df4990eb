import type { ReplayedAccount } from "./replay.js";

export interface Figures {
  messages: number;
  accounts: number;
  /** Pairs of an account and an address. */
  addresses: number;
}

export interface ReadinessFigures {
  readonly refused: Figures;
  readonly unresolved: Figures;
}

export function noFigures(): Figures {
  return { messages: 0, accounts: 0, addresses: 0 };
}

export function figuresOf(accounts: readonly ReplayedAccount[]): ReadinessFigures {
  const figures = { refused: noFigures(), unresolved: noFigures() };
  for (const account of accounts) {
    addAccount(figures.refused, account, account.refused, "isRefused");
    addAccount(figures.unresolved, account, account.unresolved, "isUnresolved");
  }
  return figures;
}

export function addFigures(sum: Figures, more: Figures): void {
  sum.messages += more.messages;
  sum.accounts += more.accounts;
  sum.addresses += more.addresses;
}

function addAccount(
  figures: Figures,
  account: ReplayedAccount,
  messages: number,
  kind: "isRefused" | "isUnresolved",
): void {
  const addresses = account.addresses.filter((address) => address[kind]).length;
  figures.messages += messages;
  figures.addresses += addresses;
  if (addresses > 0) figures.accounts += 1;
}
