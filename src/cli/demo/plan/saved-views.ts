/** A list as somebody keeps it: filter and order as the query of the console's address has them. */
export interface SampleView {
  readonly by: string;
  readonly screen: string;
  readonly name: string;
  readonly query: string;
}

export const SAVED_VIEWS_DAYS_AGO = 9;

export const SAMPLE_VIEWS: readonly SampleView[] = [
  { by: "admin", screen: "domains", name: "Newest first", query: "sort=-since" },
  { by: "admin", screen: "audit", name: "What background work did", query: "actor=SYSTEM" },
  { by: "alpine", screen: "domains", name: "Newest first", query: "sort=-since" },
  { by: "alpine", screen: "mailboxes", name: "Offices", query: "q=office" },
  { by: "alpine", screen: "audit", name: "Rules", query: "view=rules" },
  { by: "bakery-admin", screen: "who-sends", name: "Used last", query: "view=allowed&sort=-used" },
  { by: "bakery-admin", screen: "audit", name: "By the owners", query: "actor=LINK" },
];
