/** What lists say of the views that people keep, in English. */
export const consoleViewsTexts = {
  consoleViews: {
    save: "Save this view",
    name: "Name",
    nameHint: "Only you see it, in any browser. A name that this list has already is replaced.",
    nameMissing: "Give the view a name",
    remove: "Remove this view",
    columns: "Columns",
  },
} as const;
