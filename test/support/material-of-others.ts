import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const FOLDER = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** Path of a file or folder of third-party test material, which is laid beside the checkout and never into it. */
export function materialPath(name: string): string {
  return `${FOLDER}${name}`;
}

export function readMaterial<T>(name: string, absent: T): T {
  return hasMaterial(name) ? (JSON.parse(readFileSync(materialPath(name), "utf8")) as T) : absent;
}

export function hasMaterial(name: string): boolean {
  return existsSync(materialPath(name));
}

/**
 * Tests over third-party material. A checkout without it is whole, since all rules have tests of our own; what a run did
 * not look at is said in it, in place of the tests.
 */
export function describeMaterial(name: string, title: string, tests: () => void): void {
  if (hasMaterial(name)) describe(title, tests);
  else {
    test(`${title}: third-party ${name} is not beside the checkout, so only our own cases are run`, () => {
      expect(hasMaterial(name)).toBe(false);
    });
  }
}
