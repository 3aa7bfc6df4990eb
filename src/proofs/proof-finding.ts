import type { DnsTrouble } from "../dns/index.js";

/** What one look has found, part by part: codes, whose words each reader gets in their own language (`finding-words.ts`). */
export type ProofFinding = readonly FoundPart[];

export type FoundPart =
  | { readonly code: "RECORD_THERE"; readonly name: string }
  | { readonly code: "RECORD_NOT_THERE"; readonly name: string; readonly value: string }
  | { readonly code: "RECORD_NOT_TO_BE_LOOKED_UP"; readonly name: string; readonly troubles: readonly DnsTrouble[] }
  | {
      readonly code: "SERVERS_DO_NOT_AGREE";
      readonly name: string;
      /** How many of those that know have the value. */
      readonly having: number;
      readonly asked: number;
    }
  | { readonly code: "VALUE_AS_CNAME" | "OTHER_CAPITALS" | "MORE_AROUND" }
  | { readonly code: "CNAME_THERE"; readonly name: string }
  | { readonly code: "PART_OF_VALUE" | "OLDER_VALUE" | "VALUE_FOR_OTHERS"; readonly text: Excerpt }
  | { readonly code: "OTHER_TEXT"; readonly text: Excerpt; readonly more: number }
  | { readonly code: "DOMAIN_APPENDED" | "UNDERSCORE_MISSING"; readonly name: string }
  | { readonly code: "AT_DOMAIN_ITSELF"; readonly name: string; readonly right: string }
  | { readonly code: "AT_PARENT"; readonly name: string; readonly domain: string }
  | { readonly code: "CACHED_FOR"; readonly seconds: number }
  | { readonly code: "EXCHANGERS_OF_RESELLER" | "NO_EXCHANGER" | "NULL_MX"; readonly domain: string }
  | { readonly code: "EXCHANGERS_DO_NOT_AGREE"; readonly domain: string }
  | {
      readonly code: "EXCHANGERS_NOT_TO_BE_LOOKED_UP";
      readonly domain: string;
      readonly troubles: readonly DnsTrouble[];
    }
  | { readonly code: "TOO_MANY_EXCHANGERS"; readonly domain: string; readonly limit: number }
  | { readonly code: "EXCHANGERS_NOT_LISTED" | "EXCHANGERS_UNCERTAIN"; readonly names: string }
  | { readonly code: "OPERATOR_DECIDES" };

export type FoundCode = FoundPart["code"];

/** Some of a stranger's text; how many characters it has where it holds what could deceive. */
export type Excerpt = string | number;
