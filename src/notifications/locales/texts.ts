import type { en } from "./en.js";

/** What every language must say, key by key. French has a plural form of its own (`_many`, from a million on). */
export type Texts = {
  readonly [Section in keyof typeof en]: { readonly [Key in keyof (typeof en)[Section]]: string } & {
    readonly [key: `${string}_many`]: string;
  };
};

type WithoutPlural<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;

/** `question.subject`, and `approvalRequest.waiting` for a text that has plural forms. */
export type TextKey = {
  [Section in keyof typeof en]: `${Section}.${WithoutPlural<keyof (typeof en)[Section]> & string}`;
}[keyof typeof en];
