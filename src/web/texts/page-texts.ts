/** What the pages say. Addresses and dates come in as arguments and are escaped where they are put into the page. */
export interface PageTexts {
  readonly ask: {
    title(address: string): string;
    account: string;
    address: string;
    asked(time: string): string;
    until(time: string): string;
    number: string;
    numberHint(account: string): string;
    /** Where the platform does without the asker's number: digits that stand on this page. */
    typed(digits: string): string;
    allow: string;
    end: string;
    endHint: string;
    deny: string;
    denyHint: string;
    blockTitle: string;
    blockHint(address: string): string;
    block: string;
    unknown: string;
  };
  readonly result: {
    allowed(account: string, address: string): string;
    allowedUntil(day: string): string;
    denied(account: string, address: string): string;
    blocked(address: string): string;
    held: string;
    heldAgain: string;
    heldUntil(time: string): string;
    wrong: string;
    wrongAgain: string;
    typeNumber: string;
    typeDigits: string;
    badDate: string;
    until(time: string): string;
    change: string;
    takeBack: string;
    unchanged: string;
    askAgain: {
      title: string;
      hint(address: string): string;
      button: string;
      asked(address: string): string;
      held: string;
      tooMany: string;
    };
    neverAgain: { title: string; hint(address: string): string; button: string };
    retired: string;
    expired: string;
    missing: string;
    missingHint: string;
    badForm: string;
    alreadyOn(time: string): string;
    manage: string;
  };
  readonly owner: {
    title(address: string): string;
    intro: string;
    introActing: string;
    nobody: string;
    since(day: string): string;
    lastUsed(day: string): string;
    neverUsed: string;
    ends(day: string): string;
    askedOn(day: string): string;
    states: { AUTHORIZED: string; PAUSED: string; PENDING: string };
    withdraw: string;
    deny: string;
    byDomain(domain: string): string;
    /** On the page that only shows. */
    change: { title: string; hint(address: string): string; mail: string; until(time: string): string };
    needsLink: string;
    mailed: {
      title(address: string): string;
      number: string;
      hint(time: string): string;
      endsOlder: string;
      tooMany: string;
      tooManyHint: string;
    };
    open: {
      title(address: string): string;
      number: string;
      hint: string;
      button: string;
      missing: string;
      wrong: string;
    };
    blockTitle: string;
    blockHint: string;
    block: {
      ask: string;
      title(address: string): string;
      what(address: string): string;
      stays: string;
      button: string;
    };
    blockedTitle: string;
    blockedHint(day: string): string;
    unblock: string;
    recent: {
      title: string;
      withdrawn(account: string): string;
      blocked: string;
      until(time: string): string;
      takeBack: string;
    };
    takenBack: string;
    linkTitle: string;
    linkHint: string;
    endLinks: string;
    withdrawn(account: string): string;
    denied(account: string): string;
    blocked: string;
    unblocked: string;
    heldTitle: string;
    held: string;
    changed: string;
    over: string;
    overHint(address: string): string;
    more: string;
  };
  readonly footer: { run(brand: string): string; support(contact: string): string };
}
